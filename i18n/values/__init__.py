"""Values: what the numbers of a text say, whatever the language writes them with.

    from i18n.values.reading import read

    read("a $1.2bn deal, up 5 per cent", locales.get("en"))
    # money 1200000000 USD at "$1.2bn", percent 5 at "5 per cent"
    read("сделка на 1,2 млрд долларов, рост на 5 %", locales.get("ru"))
    # money 1200000000 USD at "1,2 млрд долларов", percent 5 at "5 %"

`value` is the noun, `reading` makes values of a text: `scan` finds the pieces, `join` makes
numbers of them, `tail` says what a number counts. `grammar` is how a language writes numbers,
`data/values.toml` what it is made of, `numerals` turns one numeral into a number, `conversion`
knows the units of measure. `read` is linear in the length of the text, takes a
locale without data for one without numbers, and is the same for a text with its markup blanked
out.

`calendar` reads the months, weekdays and dates, which are no values here, `almanac` is how a
language writes them, from `data/calendar.toml`.
"""
