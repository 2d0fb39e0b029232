"""Twenty pairs of figures of the same data at the same size: ours, and the defaults of matplotlib or Vega-Lite beside it.

  pairs.py MVAE [OUT]

Needs matplotlib, librosa, pandas, altair, vl-convert-python and pillow. MVAE is the built program.
"""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import altair
import librosa
import matplotlib
import numpy as np
import pandas as pd
import vl_convert
from PIL import Image, ImageDraw, ImageFont

matplotlib.use("Agg")
import matplotlib.pyplot as plt  # noqa: E402

HERE = Path(__file__).resolve().parent


class Data:
    """What the session exported, and the same plane: principal components of standardised columns."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.tracks = pd.read_csv(folder / "mfcc.csv")
        values = self.tracks.filter(regex="^mfcc").to_numpy()
        values = (values - values.mean(0)) / values.std(0)
        u, s, _ = np.linalg.svd(values, full_matrices=False)
        self.tracks["PC1"], self.tracks["PC2"] = (u[:, :2] * s[:2]).T
        self.mean = pd.read_csv(folder / "mean.csv")
        self.variance = pd.read_csv(folder / "variance.csv")
        self.groups = pd.read_csv(folder / "groups.csv")
        self.scores = pd.read_csv(folder / "scores.csv")
        self.history = pd.read_csv(folder / "history.csv")
        self.sound, self.rate = librosa.load(folder / "track.wav", sr=None)

    def images(self, name: str) -> np.ndarray:
        return np.load(self.folder / f"{name}.npz")["features"]


def scatter_classes(ax, data: Data, column: str, x="PC1", y="PC2", frame=None, size=None) -> None:
    frame = data.tracks if frame is None else frame
    for name, part in frame.groupby(column):
        ax.scatter(part[x], part[y], label=name, s=None if size is None else size[part.index])
    ax.legend(title=column)
    ax.set(title="Latent space", xlabel=x, ylabel=y)


def number(ax, data: Data) -> None:
    points = ax.scatter(data.tracks.PC1, data.tracks.PC2, c=data.tracks.tempo)
    plt.colorbar(points, ax=ax, label="tempo")
    ax.set(title="Latent space", xlabel="PC1", ylabel="PC2")


def sizes(ax, data: Data) -> None:
    loudness = data.tracks.loudness
    scatter_classes(ax, data, "genre", size=(loudness - loudness.min()) * 8 + 4)


def losses(ax, data: Data, log: bool = False) -> None:
    history = data.history
    for column in ["loss", "validation_loss", "reconstruction", "divergence"]:
        ax.plot(history.epoch, history[column], label=column)
    if log:
        ax.set_yscale("log")
    ax.legend()
    ax.set(title="Training", xlabel="Epoch", ylabel="Per track")


def confusion(ax, data: Data) -> None:
    table = pd.crosstab(data.groups.genre, data.groups.cluster)
    image = ax.imshow(table)
    ax.set_xticks(range(table.shape[1]), table.columns)
    ax.set_yticks(range(table.shape[0]), table.index)
    plt.colorbar(image, ax=ax)
    ax.set(title="Clusters and genre", xlabel="cluster", ylabel="genre")


def interval(ax, data: Data) -> None:
    for score in ["ari", "nmi", "common_silhouette"]:
        ax.errorbar(data.scores.method, data.scores[score], yerr=data.scores[f"{score}_sd"], fmt="o", label=score)
    ax.legend()
    ax.set(title="Scores, k = 8", ylabel="Score")


def factors(ax, data: Data) -> None:
    columns = ["tempo", "brightness", "loudness"]
    dimensions = [f"z{index}" for index in range(8)]
    table = data.mean[dimensions + columns].corr().loc[dimensions, columns]
    image = ax.imshow(table, aspect="auto")
    ax.set_xticks(range(len(columns)), columns)
    ax.set_yticks(range(8), dimensions)
    plt.colorbar(image, ax=ax)
    ax.set(title="Factors in latents")


def spectrogram(ax, data: Data) -> None:
    level = librosa.power_to_db(librosa.feature.melspectrogram(y=data.sound, sr=data.rate), ref=np.max)
    image = librosa.display.specshow(level, x_axis="time", y_axis="mel", sr=data.rate, ax=ax)
    plt.colorbar(image, ax=ax, format="%+2.0f dB")
    ax.set(title="Log-mel spectrogram")


def waveform(ax, data: Data) -> None:
    ax.plot(np.arange(len(data.sound)) / data.rate, data.sound)
    ax.set(title="Waveform", xlabel="Time (s)", ylabel="Amplitude")


def features(ax, data: Data, values: np.ndarray, title: str, axis: str | None) -> None:
    image = librosa.display.specshow(values, x_axis="time", y_axis=axis, sr=data.rate, ax=ax)
    plt.colorbar(image, ax=ax)
    ax.set(title=title)


def grid(figure, rows: list[np.ndarray], title: str) -> None:
    axes = figure.subplots(len(rows), len(rows[0]), squeeze=False)
    for line, images in zip(axes, rows):
        for ax, image in zip(line, images):
            ax.imshow(image, origin="lower")
    figure.suptitle(title)


def vega_panels(data: Data, width: int, height: int) -> altair.Chart:
    chart = altair.Chart(data.tracks).mark_point().encode(x="PC1", y="PC2", color="genre")
    return chart.properties(width=width // 4 - 50, height=height // 2 - 60).facet("genre", columns=4)


def vega_classes(data: Data, width: int, height: int) -> altair.Chart:
    chart = altair.Chart(data.tracks).mark_point().encode(x="PC1", y="PC2", color="style")
    return chart.properties(width=width - 200, height=height - 60)


def vega_divergence(data: Data, width: int, height: int) -> altair.Chart:
    names = [f"z{index}" for index in range(8)]
    mean, variance = data.mean[names].to_numpy(), data.variance[names].to_numpy()
    divergence = (0.5 * (mean**2 + variance - 1 - np.log(variance))).mean(0)
    frame = pd.DataFrame({"dimension": names, "KL": divergence})
    return altair.Chart(frame).mark_bar().encode(x="dimension", y="KL").properties(width=width - 60, height=height - 60)


def mpl(draw: Callable) -> Callable[[Data, int, int], Image.Image]:
    def picture(data: Data, width: int, height: int) -> Image.Image:
        figure, ax = plt.subplots(figsize=(width / 100, height / 100), dpi=100)
        draw(ax, data)
        return saved(figure)

    return picture


def mpl_grid(names: list[str], title: str) -> Callable[[Data, int, int], Image.Image]:
    def picture(data: Data, width: int, height: int) -> Image.Image:
        figure = plt.figure(figsize=(width / 100, height / 100), dpi=100)
        grid(figure, [data.images(name) for name in names], title)
        return saved(figure)

    return picture


def saved(figure) -> Image.Image:
    target = io.BytesIO()
    figure.savefig(target, format="png")
    plt.close(figure)
    return Image.open(target).convert("RGB")


def vega(make: Callable) -> Callable[[Data, int, int], Image.Image]:
    def picture(data: Data, width: int, height: int) -> Image.Image:
        png = vl_convert.vegalite_to_png(make(data, width, height).to_json(), scale=1)
        return Image.open(io.BytesIO(png)).convert("RGB")

    return picture


def mfcc(ax, data: Data) -> None:
    features(ax, data, librosa.feature.mfcc(y=data.sound, sr=data.rate, n_mfcc=20), "MFCC", None)


def chroma(ax, data: Data) -> None:
    features(ax, data, librosa.feature.chroma_stft(y=data.sound, sr=data.rate), "Chroma", "chroma")


PEERS: dict[str, tuple[str, Callable[[Data, int, int], Image.Image]]] = {
    "01-genres": ("matplotlib", mpl(lambda ax, data: scatter_classes(ax, data, "genre"))),
    "02-number": ("matplotlib", mpl(number)),
    "03-size": ("matplotlib", mpl(sizes)),
    "04-ellipses": ("matplotlib", mpl(lambda ax, data: scatter_classes(ax, data, "genre"))),
    "05-panels": ("Vega-Lite", vega(vega_panels)),
    "06-many-classes": ("Vega-Lite", vega(vega_classes)),
    "07-dimensions": ("matplotlib", mpl(lambda ax, data: scatter_classes(ax, data, "genre", "z0", "z3", data.mean))),
    "08-dark": ("matplotlib, dark_background", mpl(lambda ax, data: scatter_classes(ax, data, "cluster", frame=data.tracks.assign(cluster=data.groups.cluster)))),
    "09-losses": ("matplotlib", mpl(losses)),
    "10-losses-log": ("matplotlib", mpl(lambda ax, data: losses(ax, data, True))),
    "11-divergence": ("Vega-Lite", vega(vega_divergence)),
    "12-confusion": ("matplotlib", mpl(confusion)),
    "13-scores": ("matplotlib", mpl(interval)),
    "14-factors": ("matplotlib", mpl(factors)),
    "15-spectrogram": ("librosa.display", mpl(spectrogram)),
    "16-waveform": ("matplotlib", mpl(waveform)),
    "17-mfcc": ("librosa.display", mpl(mfcc)),
    "18-chroma": ("librosa.display", mpl(chroma)),
    "19-reconstruction": ("matplotlib", mpl_grid(["mel", "rebuilt"], "Reconstructions")),
    "20-traversal": ("matplotlib", mpl_grid(["moved"], "Traversal")),
}


def pair(name: str, ours: Image.Image, data: Data, out: Path) -> None:
    """Both beside each other, at one device pixel a CSS pixel and with 256 colours, to keep the repository small."""
    width, height = ours.width // 2, ours.height // 2
    peer, draw = PEERS[name]
    with plt.style.context("dark_background" if "dark" in peer else "default"):
        theirs = draw(data, width, height)
    theirs.thumbnail((width * 2, height * 2))
    board = Image.new("RGB", (width + theirs.width + 24, max(height, theirs.height) + 26), "white")
    font = ImageFont.truetype("DejaVuSans.ttf", 13)
    pen = ImageDraw.Draw(board)
    for left, label, picture in [(4, "mvae", ours.resize((width, height), Image.LANCZOS)), (width + 20, peer, theirs)]:
        pen.text((left, 5), label, fill="black", font=font)
        board.paste(picture, (left, 24))
    board.quantize(256, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(out / f"{name}.png", optimize=True)


def main() -> None:
    program = Path(sys.argv[1]).resolve()
    out = Path(sys.argv[2]) if len(sys.argv) > 2 else HERE
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([program, "run", HERE / "session.mvae"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        data = Data(Path(folder))
        for name in PEERS:
            pair(name, Image.open(Path(folder, f"{name}.png")).convert("RGB"), data, out)


if __name__ == "__main__":
    main()
