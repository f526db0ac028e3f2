namespace FhirSafety.Terminology;

/// <summary>Reads comma-separated values as RFC 4180 has them, and refuses what it would have to guess at.</summary>
internal sealed class CsvReader(string text, string file)
{
    private int _at;
    private int _nextLine = 1;

    /// <summary>The line, from 1, on which the row last read began.</summary>
    public int Line { get; private set; }

    /// <summary>Puts the next row into <paramref name="fields"/>; false at the end.</summary>
    public bool Read(List<string> fields)
    {
        if (_at == text.Length)
        {
            return false;
        }

        Line = _nextLine;
        int count = 0;
        do
        {
            Put(fields, count++, _at < text.Length && text[_at] == '"' ? Quoted() : Plain());
        }
        while (AnotherFollows());

        fields.RemoveRange(count, fields.Count - count);
        return true;
    }

    public InvalidDataException Fault(string what) => new($"{file} line {Line}: {what}");

    // System, source and group repeat from row to row: keeping the string saves most of the memory.
    private static void Put(List<string> fields, int column, ReadOnlySpan<char> field)
    {
        if (column == fields.Count)
        {
            fields.Add(field.ToString());
        }
        else if (!field.SequenceEqual(fields[column]))
        {
            fields[column] = field.ToString();
        }
    }

    private ReadOnlySpan<char> Plain()
    {
        ReadOnlySpan<char> rest = text.AsSpan(_at);
        int length = rest.IndexOfAny(",\"\r\n");
        if (length < 0)
        {
            length = rest.Length;
        }
        else if (rest[length] == '"')
        {
            throw Fault("a quote stands inside an unquoted field; put the field in quotes and double the quote.");
        }

        _at += length;
        return rest[..length];
    }

    private ReadOnlySpan<char> Quoted()
    {
        int start = _at + 1;
        int from = start;
        bool hasDoubled = false;
        while (true)
        {
            int quote = text.IndexOf('"', from);
            if (quote < 0)
            {
                throw Fault("a quoted field does not end; close the quote.");
            }

            if (quote + 1 < text.Length && text[quote + 1] == '"')
            {
                hasDoubled = true;
                from = quote + 2;
                continue;
            }

            _at = quote + 1;
            ReadOnlySpan<char> field = text.AsSpan(start, quote - start);
            _nextLine += field.Count('\n');
            return hasDoubled ? field.ToString().Replace("\"\"", "\"", StringComparison.Ordinal) : field;
        }
    }

    private bool AnotherFollows()
    {
        if (_at == text.Length)
        {
            return false;
        }

        char next = text[_at++];
        if (next == '\r' && _at < text.Length && text[_at] == '\n')
        {
            next = text[_at++];
        }

        switch (next)
        {
            case ',':
                return true;
            case '\n':
                _nextLine++;
                return false;
            default:
                throw Fault("a field goes on after its closing quote, or a line ends in a lone carriage return; "
                    + "quote the whole field and end lines with a line feed.");
        }
    }
}
