"""The record itself, in and out as files: a case as JSON, documents as text. No conclusions are drawn here.

The workspace and the commands come in; nothing here knows Qt. Read ``case_json.py`` first.
"""
