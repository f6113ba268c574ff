"""审核页面: the review server on this machine. Units → pages in Chinese; a click on a number leads to its source."""
