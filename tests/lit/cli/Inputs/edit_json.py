"""edit_json.py FROM TO 'statements about p': edits a JSON object."""
import json
import sys

p = json.load(open(sys.argv[1]))
exec(sys.argv[3])
json.dump(p, open(sys.argv[2], "w"))
