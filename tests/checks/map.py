"""map.py ROOT - fails when a source is missing from the list of files in src/README.md, or when a file that is named
there is gone."""

import re
import sys
from pathlib import Path

root = Path(sys.argv[1])
text = (root / 'src/README.md').read_text(encoding='utf-8')
rooms = {d.name: {f.stem for f in d.iterdir() if f.suffix in ('.c', '.inc')}
         for d in (root / 'src').iterdir() if d.is_dir()}
faults = []

parts = re.split(r'^\*\*(\w+)\*\*', text.split('## Every file')[1].split('\n## ')[0], flags=re.MULTILINE)
listed = {room: re.findall(r'`(\w+)`', part) for room, part in zip(parts[1::2], parts[2::2])}
for room in sorted(rooms.keys() | listed.keys()):
    have, want = listed.get(room, []), rooms.get(room, set())
    faults += [f'{room}: {name} is missing' for name in sorted(want - set(have))]
    faults += [f'{room}: there is no {name}' for name in sorted(set(have) - want)]
    faults += [f'{room}: {name} stands there twice' for name in sorted(set(have)) if have.count(name) > 1]

files = {f'{name}.{ending}' for names in rooms.values() for name in names for ending in ('c', 'inc', 'h')}
headers = {f.name for folder in ('src', 'include') for f in (root / folder).rglob('*.h')}
for name in sorted(set(re.findall(r'`(?:\w+/)?(\w+\.(?:c|inc|h))`', text)) - files - headers - {'main.c'}):
    faults.append(f'there is no {name}')

print('\n'.join(f'src/README.md: {fault}' for fault in faults), end='\n' if faults else '')
sys.exit(1 if faults else 0)
