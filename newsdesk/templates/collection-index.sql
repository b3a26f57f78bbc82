{#- What makes reading fast, made once the tables are full. -#}
CREATE INDEX entries_outlet ON entries (outlet);
CREATE INDEX entries_week ON entries (week);
CREATE INDEX entries_published ON entries (published_first);
CREATE INDEX sources_person ON sources (person);
CREATE INDEX citations_person ON citations (person);
CREATE INDEX citations_outlet ON citations (outlet);
CREATE INDEX names_spelling ON names (spelling);
CREATE INDEX entry_stories_story ON entry_stories (story);
CREATE INDEX entry_topics_topic ON entry_topics (topic);
CREATE VIRTUAL TABLE entries_fts USING fts5 (
  title, title_en, summary, context_plain, sources, spellings, also, days,
  content="entries", tokenize="unicode61 remove_diacritics 2"
);
{# All words at once, in memory: what is merged piece by piece leaves holes in the file. -#}
INSERT INTO entries_fts (entries_fts, rank) VALUES ('hashsize', 67108864);
INSERT INTO entries_fts (entries_fts) VALUES ('rebuild');
INSERT INTO entries_fts (entries_fts, rank) VALUES ('hashsize', 1048576);
