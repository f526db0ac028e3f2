using System.Globalization;

namespace FhirSafety.Terminology;

/// <summary>Reads one value set from its CSV. A row that cannot be trusted stops the load: a skipped row is a missed patient.</summary>
internal sealed class ValueSetFile
{
    private readonly string _set;
    private readonly CsvReader _csv;
    private readonly List<string> _fields = new(12);
    private readonly Dictionary<string, int> _lineOfCode = new(StringComparer.Ordinal);

    private ValueSetFile(string file, string text)
    {
        _set = Path.GetFileNameWithoutExtension(file);
        _csv = new CsvReader(text, file);
    }

    /// <summary>All rows of a file, verified or not.</summary>
    /// <exception cref="InvalidDataException">A row is malformed; the message names file, line and remedy.</exception>
    public static List<ValueSetRow> Read(string file, string text) => new ValueSetFile(file, text).Rows();

    private List<ValueSetRow> Rows()
    {
        ValueSetColumns columns = ValueSetColumns.Read(_csv, _fields);
        List<ValueSetRow> rows = [];
        while (_csv.Read(_fields))
        {
            if (_fields.Count != columns.Count)
            {
                throw _csv.Fault($"{_fields.Count} columns where the header has {columns.Count}; quote a field that holds a comma, remove empty lines.");
            }

            rows.Add(Row(columns));
        }

        return rows;
    }

    private ValueSetRow Row(ValueSetColumns columns)
    {
        string systemUri = Filled(0, "system");
        string code = Filled(1, "code");
        string display = Filled(2, "display");
        string source = Filled(3, "source");

        if (!CodeSystems.IsSpelledAsInRows(systemUri))
        {
            throw _csv.Fault($"the system '{systemUri}' is not one the check knows; use the URI that other rows use for it.");
        }

        CodeSystem system = CodeSystems.Of(systemUri);
        bool isPrefix = code[^1] == '*';
        string bare = isPrefix ? code[..^1] : code;
        RefuseMalformed(system, code, bare, isPrefix);
        RefuseRepeated(system, code, bare, isPrefix);

        return new ValueSetRow(
            _set, systemUri, bare, isPrefix, display, source, Verified(),
            Level: Optional(columns.Level),
            Group: Optional(columns.Group),
            Unit: Optional(columns.Unit),
            StrengthMg: Strength(Optional(columns.StrengthMg)),
            StrengthUnit: Optional(columns.StrengthUnit),
            Route: Optional(columns.Route));
    }

    private void RefuseMalformed(CodeSystem system, string code, string bare, bool isPrefix)
    {
        if (bare.Contains('*', StringComparison.Ordinal))
        {
            throw _csv.Fault($"the code '{code}' has a * that is not its end; a prefix ends in one *.");
        }

        if (isPrefix && !CodeSystems.TakesPrefixes(system))
        {
            throw _csv.Fault($"the code '{code}' ends in *, which only ATC and ICD-10-CM codes may; list the codes one by one.");
        }

        if (CodeForm.Fault(system, bare) is { } fault)
        {
            throw _csv.Fault($"the code '{code}' is malformed: {fault}; look the code up again.");
        }
    }

    // One code in one set has one meaning. A second row would be lost without a word, even with another group.
    private void RefuseRepeated(CodeSystem system, string code, string bare, bool isPrefix)
    {
        Span<char> buffer = stackalloc char[CodeSystems.LongestCode + 2];
        int length = CodeSystems.Fold(system, bare, buffer[2..]);
        buffer[0] = (char)('A' + (int)system);
        buffer[1] = isPrefix ? '*' : ' ';
        if (!_lineOfCode.TryAdd(buffer[..(length + 2)].ToString(), _csv.Line))
        {
            throw _csv.Fault($"the code '{code}' stands in this set already, on line {_lineOfCode[buffer[..(length + 2)].ToString()]}; keep one of the two.");
        }
    }

    private bool Verified() => _fields[4] switch
    {
        "yes" => true,
        "no" => false,
        _ => throw _csv.Fault($"verified is '{_fields[4]}'; write yes if the code was seen in the named source, else no."),
    };

    private decimal? Strength(string text)
    {
        if (text.Length == 0)
        {
            return null;
        }

        return decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal strength) && strength > 0
            ? strength
            : throw _csv.Fault($"the strength '{text}' is not a positive number of milligrams; write it as 0.05, or leave it empty.");
    }

    private string Filled(int column, string name) =>
        string.IsNullOrWhiteSpace(_fields[column]) ? throw _csv.Fault($"the {name} is empty; fill it in or remove the row.") : _fields[column];

    private string Optional(int column) => column < 0 ? "" : _fields[column];
}
