"""The texts of the parity tests: HardTexts.swift makes the same. Fixed ones first, then made-up ones by number."""

from __future__ import annotations

FIXED = [
    "", " ", "Hello, world!", "I'm gonna love you 'til the end of time; don't you?", "\t tabs \n\n and\r\nlines \u000b \u000c",
    "naïve café Ångström ŁÓDŹ İstanbul straße", "cafe\u0301 vs caf\u00e9 a\u0308 \u1e69 s\u0323\u0307",
    "Привет, как дела? Ёлка", "Καλημέρα κόσμε ΣΊΣΥΦΟΣ", "مرحبا بالعالم السَّلامُ", "שָׁלוֹם עולם", "नमस्ते दुनिया क्षत्रिय", "สวัสดีชาวโลก",
    "我爱北京天安门 mixed with English", "東京タワーでコーヒーを飲む", "가나다라 한국어 노래 가사", "emoji 😀🎵👨‍👩‍👧‍👦 🇩🇪 ❤️ ok",
    "soft\u00adhyphen zero\u200bwidth join\u200der bidi\u202emark", "nul\u0000inside \ufffd replaced \ue000 private \ufeff bom",
    "[CLS] [SEP] [MASK] [UNK] [PAD] [cls] a[SEP]b", "x" * 100 + " " + "y" * 101 + " " + "é" * 100, "!!!???...,,,;;;:::'''\"\"\"---___",
    "$100 + 20% = 120€ ~ ^ ` | < >", "3.14159 1,000,000 ½ Ⅷ ２０２４ x²", "ﬁne ﬂow ǅungla ŉ ẞ ΐ", "a\u00a0b\u2003c\u3000d\u2028e\u2029f\u0085g",
    "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 𝕥𝕖𝕩𝕥 🅰🅱", "¿Qué? ¡Sí! «guillemets» „quotes“ – — … ‘’", "\u0378\u0530 unassigned \U000e0001 tag \U0001fae8 new", "ᬓᬬ\U00011a01 \u1734 \u166d \U000111c9",
    "word " * 800, "na na na hey " * 70, "supercalifragilisticexpialidocious antidisestablishmentarianism " * 40,
    "愛" * 300, "😀" * 260, "а" * 90 + " " + "ب" * 90, "don't-stop.believing/now\\then@home #tag" * 20, "A" * 99 + "\u0301" * 5, "\u0301\u0301a", "ß" * 60 + " İ" * 60,
]
SYLLABLES = [
    "la", "mor", "ne", "vi", "sha", "tu", "ro", "ki", "bel", "o", "dan", "ce", "ght", "ing", "ea", "ou", "st", "é", "ü", "ñ", "ж", "да", "λο", "ن", "愛", "の", "가",
]
WORDS = (
    "the rain love night you me i heart dance fire baby never again tonight dreams road home light shadow river whiskey broken "
    "angel city moon stars gone forever yesterday running falling singing rock roll blues summer winter girl boy time world eyes"
).split()
MARKS = ["", "", "", "", "", "", ",", ".", "!", "?", "\n", "...", " 😀", "\u00ad", "'s", "\u200d"]
COUNT = 500


class Numbers:
    """Knuth's MMIX generator, the upper 31 bits."""

    def __init__(self, seed: int):
        self.state = seed

    def below(self, bound: int) -> int:
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % bound


def made(number: int) -> str:
    numbers = Numbers(number)
    for _ in range(3):
        numbers.below(2)
    words = [3, 12, 40, 150, 190, 240, 300, 800][numbers.below(8)]
    parts = []
    for _ in range(words):
        if numbers.below(8) > 0:
            word = WORDS[numbers.below(len(WORDS))]
        else:
            word = "".join(SYLLABLES[numbers.below(len(SYLLABLES))] for _ in range(1 + numbers.below(4)))
        if numbers.below(9) == 0:
            word = word.upper()
        parts.append(word + MARKS[numbers.below(len(MARKS))])
    return " ".join(parts)


def texts(count: int = COUNT) -> list[str]:
    return (FIXED + [made(number) for number in range(len(FIXED), count)])[:count]
