{#- The tables of /data/collection.sqlite; the comments go with them. -#}
CREATE TABLE meta (
  name TEXT PRIMARY KEY,
  value TEXT
);
CREATE TABLE digests (
  week TEXT PRIMARY KEY, -- ISO 8601 week, such as 2026-W47
  notices TEXT, -- to be read first, one a line
  status TEXT NOT NULL, -- draft or published
  published TEXT,
  lead TEXT REFERENCES entries (id),
  note TEXT,
  screened_articles INTEGER,
  screened_outlets INTEGER,
  drafted_by TEXT, -- human or machine, the note; empty where nobody recorded it
  reviewed_by TEXT,
  reviewed_on TEXT,
  web TEXT
);
CREATE TABLE outlets (
  id TEXT PRIMARY KEY,
  notices TEXT, -- to be read first, one a line
  name TEXT NOT NULL,
  name_language TEXT NOT NULL,
  name_en TEXT,
  -- Each fact has its basis: referenced, own-page, unreferenced (nobody has checked it yet) or unknown.
  home TEXT,
  home_basis TEXT NOT NULL,
  country TEXT,
  country_basis TEXT NOT NULL,
  languages TEXT,
  languages_basis TEXT NOT NULL,
  kind TEXT,
  kind_basis TEXT NOT NULL,
  owner TEXT,
  owner_basis TEXT NOT NULL,
  funder TEXT,
  funder_basis TEXT NOT NULL,
  self_description TEXT,
  self_description_basis TEXT NOT NULL,
  legal_status TEXT,
  legal_status_basis TEXT NOT NULL,
  wikidata TEXT,
  drafted_by TEXT, -- human or machine, this record; empty where nobody recorded it
  reviewed_by TEXT,
  reviewed_on TEXT,
  web TEXT
);
CREATE TABLE designations (
  outlet TEXT NOT NULL REFERENCES outlets (id),
  position INTEGER NOT NULL,
  authority TEXT NOT NULL,
  country TEXT NOT NULL,
  kind TEXT NOT NULL,
  subject TEXT,
  wording TEXT NOT NULL,
  date TEXT,
  ended TEXT,
  PRIMARY KEY (outlet, position)
);
CREATE TABLE people (
  id TEXT PRIMARY KEY,
  notices TEXT, -- to be read first, one a line
  kind TEXT NOT NULL, -- person or organisation; private persons are left out
  name TEXT NOT NULL,
  country TEXT,
  side TEXT, -- for whom it speaks, where that is not the country
  roles TEXT,
  proceedings TEXT, -- the newest state of each: charges, suspicions, detentions and labels with what came of them
  wikidata TEXT,
  drafted_by TEXT, -- human or machine, this record; empty where nobody recorded it
  reviewed_by TEXT,
  reviewed_on TEXT,
  web TEXT
);
CREATE TABLE places (
  id TEXT PRIMARY KEY,
  notices TEXT, -- to be read first, one a line
  name TEXT NOT NULL,
  country TEXT NOT NULL,
  note TEXT,
  latitude REAL, -- degrees north, WGS 84
  longitude REAL, -- degrees east
  coordinates_url TEXT, -- the page on which the coordinates stand
  wikidata TEXT,
  web TEXT
);
CREATE TABLE names (
  spelling TEXT NOT NULL, -- in its own script
  language TEXT,
  person TEXT REFERENCES people (id),
  outlet TEXT REFERENCES outlets (id),
  place TEXT REFERENCES places (id)
);
CREATE TABLE offices (
  person TEXT NOT NULL REFERENCES people (id),
  title TEXT NOT NULL -- of office, as words: ; stands between its parts, / between what a part is called
);
CREATE TABLE stories (
  id TEXT PRIMARY KEY,
  notices TEXT, -- to be read first, one a line
  title TEXT NOT NULL,
  date TEXT NOT NULL,
  date_first TEXT NOT NULL,
  date_last TEXT NOT NULL,
  countries TEXT NOT NULL,
  summary TEXT NOT NULL,
  drafted_by TEXT, -- human or machine, with its questions and accounts; empty where nobody recorded it
  reviewed_by TEXT,
  reviewed_on TEXT,
  web TEXT
);
CREATE TABLE topics (
  id TEXT PRIMARY KEY,
  notices TEXT, -- to be read first, one a line
  name TEXT NOT NULL,
  description TEXT NOT NULL,
  iptc TEXT,
  web TEXT
);
CREATE TABLE entries (
  id TEXT PRIMARY KEY,
  notices TEXT, -- to be read first, one a line: designated publishers, corrections, excerpts, machine drafts
  week TEXT NOT NULL REFERENCES digests (week),
  title TEXT NOT NULL, -- as printed
  title_en TEXT,
  title_en_by TEXT, -- human or machine
  outlet TEXT NOT NULL REFERENCES outlets (id),
  section TEXT,
  genre TEXT, -- kind of text: news, opinion and so on; empty where not recorded
  byline TEXT,
  published TEXT NOT NULL, -- EDTF
  published_first TEXT NOT NULL, -- the earliest day it can mean
  published_last TEXT NOT NULL, -- the latest
  published_basis TEXT NOT NULL,
  published_note TEXT,
  language TEXT NOT NULL,
  url TEXT, -- where the policy on designations allows a link
  address TEXT, -- the same as text
  archive_url TEXT,
  archive_refused_on TEXT, -- when an archive was asked, and has or takes no copy
  archive_refused_why TEXT,
  looked TEXT, -- day on which the page was last looked at again
  look_state TEXT, -- same, changed, gone, walled, refused or unreachable
  look_why TEXT,
  look_missing TEXT, -- what of ours no longer stood there, and its place in the record, one a line
  translation_of TEXT,
  syndicated_from TEXT REFERENCES outlets (id),
  accessed TEXT NOT NULL,
  added TEXT NOT NULL,
  updated TEXT NOT NULL,
  read TEXT NOT NULL, -- full or excerpt
  summary TEXT NOT NULL,
  sources TEXT NOT NULL, -- one a line: who, how cited, what they say
  context TEXT NOT NULL,
  spellings TEXT NOT NULL, -- every spelling of the outlet and of the people and places in it
  context_plain TEXT NOT NULL, -- without the marks of its references, as it is searched
  also TEXT NOT NULL, -- what else its page says, one a line: quotations, other titles, byline, section, date, topics
  days TEXT NOT NULL, -- on which it may be published: day20221009, and day1009 of any year
  drafted_by TEXT NOT NULL,
  reviewed_by TEXT,
  reviewed_on TEXT,
  withdrawn TEXT,
  path TEXT NOT NULL,
  web TEXT
);
CREATE TABLE sources (
  entry TEXT NOT NULL REFERENCES entries (id),
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  name_printed TEXT,
  person TEXT REFERENCES people (id),
  outlet TEXT REFERENCES outlets (id), -- where the source is itself an outlet
  side TEXT, -- for whom it speaks: a country, or a body in people
  role TEXT,
  role_verified TEXT,
  role_reference TEXT,
  actor TEXT NOT NULL,
  identified TEXT NOT NULL,
  cited TEXT NOT NULL,
  via TEXT REFERENCES outlets (id),
  via_text TEXT,
  says TEXT,
  quote TEXT,
  quote_language TEXT,
  quote_translation TEXT,
  quote_translation_by TEXT,
  PRIMARY KEY (entry, position)
);
CREATE TABLE citations (
  entry TEXT NOT NULL REFERENCES entries (id),
  outlet TEXT NOT NULL REFERENCES outlets (id), -- who cites
  source TEXT NOT NULL, -- whom: the name as the collection writes it
  person TEXT REFERENCES people (id), -- the same, where registered
  source_outlet TEXT REFERENCES outlets (id),
  cited TEXT NOT NULL, -- how
  via TEXT REFERENCES outlets (id) -- by way of whom
);
CREATE TABLE "references" (
  kind TEXT NOT NULL, -- of the record that cites it: entry, outlet, person, story or digest
  record TEXT NOT NULL, -- its id
  id TEXT NOT NULL, -- as the text's marks have it
  entry TEXT REFERENCES entries (id), -- the entry that cites it
  target TEXT REFERENCES entries (id), -- the entry that is cited
  url TEXT, -- where the policy on designations allows a link
  address TEXT,
  title TEXT,
  publisher TEXT,
  outlet TEXT REFERENCES outlets (id),
  published TEXT,
  accessed TEXT,
  archive_url TEXT,
  archive_refused_on TEXT,
  archive_refused_why TEXT,
  looked TEXT, -- day on which the page was last looked at again
  look_state TEXT, -- same, changed, gone, walled, refused or unreachable
  look_why TEXT,
  look_missing TEXT, -- what of ours no longer stood there, and its place in the record, one a line
  affiliated INTEGER NOT NULL, -- 1: it belongs to the publisher of what it is cited for
  PRIMARY KEY (kind, record, id)
);
CREATE TABLE replies (
  entry TEXT NOT NULL REFERENCES entries (id), -- beside which it stands
  position INTEGER NOT NULL,
  given_by TEXT NOT NULL, -- who replies
  date TEXT NOT NULL,
  language TEXT NOT NULL,
  reply TEXT NOT NULL, -- as it was sent; nobody here vouches for it
  url TEXT, -- where all of it stands, where the policy on designations allows a link
  address TEXT, -- the same as text
  PRIMARY KEY (entry, position)
);
CREATE TABLE corrections (
  subject TEXT NOT NULL, -- what is corrected: entry, digest, story, outlet, person or place
  record TEXT NOT NULL, -- its id
  entry TEXT REFERENCES entries (id), -- the same, where it is an entry
  position INTEGER NOT NULL,
  date TEXT NOT NULL,
  kind TEXT NOT NULL,
  was TEXT,
  now TEXT,
  why TEXT NOT NULL,
  fields TEXT, -- which it changes, such as sources.actor; empty where what it says does not lead to one
  edition INTEGER, -- of its week, with which it went out; empty for registers, and until then
  PRIMARY KEY (subject, record, position)
);
CREATE TABLE entry_stories (
  entry TEXT NOT NULL REFERENCES entries (id),
  story TEXT NOT NULL REFERENCES stories (id),
  PRIMARY KEY (entry, story)
);
CREATE TABLE entry_topics (
  entry TEXT NOT NULL REFERENCES entries (id),
  topic TEXT NOT NULL REFERENCES topics (id),
  PRIMARY KEY (entry, topic)
);
CREATE TABLE entry_countries (
  entry TEXT NOT NULL REFERENCES entries (id),
  country TEXT NOT NULL,
  PRIMARY KEY (entry, country)
);
CREATE TABLE story_places (
  story TEXT NOT NULL REFERENCES stories (id),
  place TEXT NOT NULL REFERENCES places (id),
  PRIMARY KEY (story, place)
);
CREATE TABLE questions (
  story TEXT NOT NULL REFERENCES stories (id),
  position INTEGER NOT NULL, -- in its story, from 1
  question TEXT NOT NULL, -- on which accounts differ
  accounts INTEGER NOT NULL,
  speakers INTEGER NOT NULL, -- who gives several counts once
  origins INTEGER NOT NULL, -- newsrooms and bodies by which the accounts are known
  low REAL, -- the least number that an account gives; empty where the question asks for none
  low_figure TEXT, -- with what bounds it: at least 2
  high REAL,
  high_figure TEXT,
  PRIMARY KEY (story, position)
);
CREATE TABLE accounts (
  story TEXT NOT NULL REFERENCES stories (id),
  question TEXT NOT NULL, -- on which accounts differ
  position INTEGER NOT NULL,
  given_by TEXT NOT NULL,
  person TEXT REFERENCES people (id),
  outlet TEXT REFERENCES outlets (id),
  side TEXT, -- for whom it speaks: a country, or the id of a body; what the story says, else the register
  says TEXT NOT NULL,
  date TEXT,
  refs TEXT NOT NULL,
  question_position INTEGER NOT NULL, -- in its story, from 1
  notice TEXT, -- to be read first: who gives it was banned or listed by an authority
  figure TEXT, -- with what bounds it, as it is said; empty where the question asks for none
  number REAL,
  bound TEXT, -- exact, about, or-more or or-less
  unit TEXT, -- the words behind the number
  route TEXT NOT NULL, -- how we know it: quoted, paraphrased, relayed, mentioned, own or elsewhere
  date_first TEXT,
  date_last TEXT,
  part TEXT, -- what the figure covers, where that is only a part of what is asked: no range has it then
  PRIMARY KEY (story, question, position)
);
CREATE TABLE counts (
  kind TEXT NOT NULL, -- of the record: story or digest
  record TEXT NOT NULL, -- its id
  entries INTEGER NOT NULL,
  outlets INTEGER NOT NULL,
  origins INTEGER NOT NULL, -- newsrooms: copies, translations and editions count once
  PRIMARY KEY (kind, record)
);
