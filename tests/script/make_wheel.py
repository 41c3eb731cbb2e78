"""Makes a wheel that pip accepts: make_wheel.py FILE.whl ENTRY=TEXT…"""
import sys
import zipfile


def main(path, entries):
    name, version, tags = path.rsplit("/", 1)[-1].removesuffix(".whl").split("-", 2)
    info = f"{name}-{version}.dist-info"
    files = dict(entry.split("=", 1) for entry in entries)
    files[f"{info}/METADATA"] = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
    files[f"{info}/WHEEL"] = f"Wheel-Version: 1.0\nRoot-Is-Purelib: false\nTag: {tags}\n"
    files[f"{info}/licenses/LICENSE"] = "none"
    files[f"{info}/RECORD"] = ""
    with zipfile.ZipFile(path, "w") as wheel:
        for entry, text in files.items():
            wheel.writestr(entry, text)


main(sys.argv[1], sys.argv[2:])
