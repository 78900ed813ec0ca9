"""An export on its way to the disk: one file with its manifest beside it, a folder, or a zip."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from recoupe.errors import DossierError
from recoupe.exports.exporter import Package
from recoupe.exports.manifest import NAME

MOMENT = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can state: the same export gives the same bytes


def write_package(package: Package, manifest: str, target: Path, *, force: bool = False) -> tuple[Path, ...]:
    """Write an export and its manifest; give the paths written.

    One file goes to `target`, its manifest to the same name with ".manifest.json"; into a folder that exists both keep
    their own names. Several files go into the folder `target`, which is made, or into a zip when `target` ends in .zip.
    A file that exists is left alone unless `force`: raises `DossierError`, before anything is written.
    """
    wanted = _laid_out(package, manifest.encode("utf-8"), target)
    standing = [path for path in wanted if path.exists()]
    if standing and not force:
        raise DossierError(
            "a file stands there already", where=str(standing[0]), mend="choose another name, or give --force"
        )
    try:
        if len(wanted) > 2:
            target.mkdir(parents=True, exist_ok=True)
        for path, data in wanted.items():
            path.write_bytes(data)
    except OSError as problem:
        raise DossierError(
            f"cannot write the file: {problem.strerror}",
            where=str(target),
            mend="give -o a folder that exists and that you may write to",
        ) from problem
    return tuple(wanted)


def named_for(package: Package, target: Path) -> Package:
    """The package with the names that its files will have: a single file takes the name of `target`."""
    if len(package.files) != 1 or target.is_dir():
        return package
    return replace(package, files=(replace(package.files[0], name=target.name),))


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Files as a zip that is the same byte for byte each time."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, date_time=MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return target.getvalue()


def _laid_out(package: Package, manifest: bytes, target: Path) -> dict[Path, bytes]:
    files = {file.name: file.data for file in package.files}
    if target.is_dir() or (len(files) > 1 and target.suffix.lower() != ".zip"):
        return {**{target / name: data for name, data in files.items()}, target / NAME: manifest}
    if len(files) > 1:
        return {target: zipped({**files, NAME: manifest})}
    beside = target.with_name(target.name + "." + NAME)
    return {**dict.fromkeys([target], *files.values()), beside: manifest} if files else {beside: manifest}
