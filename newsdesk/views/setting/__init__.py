"""How everything is set: values come in, words, numbers, dates and filled templates go out."""
