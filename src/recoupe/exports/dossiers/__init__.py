"""The chronology for people: one lay-out, written as HTML and as a Word document (Markdown beside)."""
