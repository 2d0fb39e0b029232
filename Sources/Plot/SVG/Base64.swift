extension ByteWriter {
  /// Base 64 of RFC 4648 section 4, with padding.
  mutating func base64(_ data: [UInt8]) {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var text = [UInt8](repeating: 0x3d, count: (data.count + 2) / 3 * 4)
    var target = 0
    for start in stride(from: 0, to: data.count, by: 3) {
      let left = data.count - start
      let group =
        UInt32(data[start]) << 16 | (left > 1 ? UInt32(data[start + 1]) << 8 : 0)
        | (left > 2 ? UInt32(data[start + 2]) : 0)
      text[target] = alphabet[Int(group >> 18)]
      text[target + 1] = alphabet[Int(group >> 12 & 63)]
      if left > 1 { text[target + 2] = alphabet[Int(group >> 6 & 63)] }
      if left > 2 { text[target + 3] = alphabet[Int(group & 63)] }
      target += 4
    }
    append(text)
  }
}
