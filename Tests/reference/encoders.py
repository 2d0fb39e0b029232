"""Writes what BERT encoders make of the parity tests' texts, by PyTorch: `encoders.py tiny` and `encoders.py minilm FOLDER`.

Needs torch, transformers < 5, sentence-transformers and safetensors; the tests read the files alone. `tiny` makes a random
encoder of two layers, too.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import hard_texts
import numpy
import torch
from safetensors.numpy import save_file
from safetensors.torch import save_file as save_tensors
from sentence_transformers import SentenceTransformer, models
from transformers import BertConfig, BertModel, BertTokenizerFast

FIXTURE = Path(__file__).resolve().parents[1] / "MVAEKitTests/Text/Fixture"
# A dozen words, and letters of some scripts: the rest is unknown.
TINY_WORDS = "the rain love night you me i heart na hey word don ' t , . ! ? 3 14 mixed with 愛 北 京 東 の д а λ".split()


def mark(numbers: list[int]) -> int:
    """FNV-1a over the bytes of 32-bit little-endian numbers, as a signed 64-bit number."""
    value = 0xCBF29CE484222325
    for number in numbers:
        for byte in number.to_bytes(4, "little"):
            value = (value ^ byte) * 0x100000001B3 % 2**64
    return value - 2**64 if value >= 2**63 else value


def reference(model: SentenceTransformer, texts: list[str], path: Path) -> None:
    """Embeddings, and of the untruncated tokens between [CLS] and [SEP] how many there are and their mark."""
    tokens = [model.tokenizer(text, add_special_tokens=False, truncation=False)["input_ids"] for text in texts]
    # One by one: padding changes last bits.
    embeddings = numpy.stack([model.encode(text, normalize_embeddings=True) for text in texts]).astype("<f4")
    arrays = {
        "embeddings": embeddings,
        "counts": numpy.array([len(each) for each in tokens], "<i8"),
        "marks": numpy.array([mark(each) for each in tokens], "<i8"),
    }
    save_file(arrays, path)


def tiny() -> None:
    folder = FIXTURE / "tiny-bert"
    folder.mkdir(parents=True, exist_ok=True)
    letters = [chr(code) for code in range(ord("a"), ord("z") + 1)]
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *dict.fromkeys(letters + TINY_WORDS)]
    pieces += ["##" + each for each in letters + ["ing", "ght", "д", "а", "ou"]]
    (folder / "vocab.txt").write_text("\n".join(pieces) + "\n")
    torch.manual_seed(1)
    config = BertConfig(
        vocab_size=len(pieces), hidden_size=32, num_hidden_layers=2, num_attention_heads=4, intermediate_size=48,
        max_position_embeddings=64, initializer_range=0.3,
    )  # fmt: skip
    (folder / "config.json").write_text(json.dumps(config.to_dict(), indent=1) + "\n")
    model = BertModel(config, add_pooling_layer=False).eval()
    halves = {name: value.half().contiguous() for name, value in model.state_dict().items() if value.is_floating_point()}
    save_tensors(halves, folder / "model.safetensors", metadata={"format": "pt"})
    model.load_state_dict({name: value.float() for name, value in halves.items()}, strict=False)
    together = folder / "whole"
    model.save_pretrained(together)
    BertTokenizerFast(str(folder / "vocab.txt")).save_pretrained(together)
    layers = models.Transformer(str(together), max_seq_length=64)
    reference(SentenceTransformer(modules=[layers, models.Pooling(32)]), hard_texts.texts(120), folder / "reference.safetensors")
    for file in together.iterdir():
        file.unlink()
    together.rmdir()


def minilm(folder: str) -> None:
    reference(SentenceTransformer(folder), hard_texts.texts(), FIXTURE / "minilm.safetensors")


if __name__ == "__main__":
    torch.set_num_threads(1)
    if sys.argv[1:] == ["tiny"]:
        tiny()
    elif len(sys.argv) == 3 and sys.argv[1] == "minilm":
        minilm(sys.argv[2])
    else:
        sys.exit(__doc__)
