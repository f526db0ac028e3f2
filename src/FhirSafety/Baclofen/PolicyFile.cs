using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using FhirSafety.CdsHooks;

namespace FhirSafety.Baclofen;

/// <summary>
/// Reads <c>policy.json</c> with a site's own numbers laid over it. Every entry is
/// <c>{ "value", "unit", "source", "confidence" }</c>; its path, such as <c>dose.maxDaily.adult</c>, is its name.
/// </summary>
/// <remarks>Faults are collected, so that one start shows all of them: <see cref="EnsureWhole"/> throws.</remarks>
internal sealed class PolicyFile
{
    private static readonly string[] Confidences = ["label", "guideline", "study", "seed", "policy"];

    private readonly Dictionary<string, JsonElement> _entries = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _overrides = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _asked = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _faults = [];

    private PolicyFile()
    {
    }

    /// <summary>The paths that code asked for, for the test that holds file, schema and code together.</summary>
    public IReadOnlyCollection<string> Asked => _asked;

    /// <summary>Every entry as in force, in the order of the file.</summary>
    public ImmutableArray<PolicyEntry> Entries =>
    [
        .. _entries.Select(entry => new PolicyEntry(
            entry.Key,
            _overrides.GetValueOrDefault(entry.Key, ValueOf(entry.Value)),
            ValueOf(entry.Value),
            Member(entry.Value, "unit"),
            Member(entry.Value, "source"),
            Member(entry.Value, "confidence"))),
    ];

    /// <summary>Opens the file.</summary>
    /// <param name="utf8">The file's content.</param>
    /// <param name="overrides">A site's numbers by path, with <c>:</c> or <c>.</c> between the parts.</param>
    /// <exception cref="InvalidDataException">The content is not JSON.</exception>
    public static PolicyFile Open(ReadOnlyMemory<byte> utf8, IReadOnlyDictionary<string, string> overrides)
    {
        PolicyFile file = new();
        try
        {
            using JsonDocument document = JsonDocument.Parse(utf8, new JsonDocumentOptions { AllowDuplicateProperties = false });
            file.Collect(document.RootElement, "");
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"policy.json is not valid JSON (line {fault.LineNumber + 1}): mend it there.", fault);
        }

        foreach ((string key, string value) in overrides)
        {
            file._overrides[key.Replace(':', '.')] = value;
        }

        return file;
    }

    /// <summary>A number within a range, ends included.</summary>
    public decimal Number(string path, decimal least, decimal most)
    {
        string text = Text(path);
        if (decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out decimal value) && value >= least && value <= most)
        {
            return value;
        }

        return Fault(path, text, string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most}"), least);
    }

    /// <summary>A whole number within a range, ends included.</summary>
    public int Whole(string path, int least, int most)
    {
        string text = Text(path);
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value >= least && value <= most
            ? value
            : Fault(path, text, string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"), least);
    }

    /// <summary>Refuses two entries of which the first must not be above the second.</summary>
    public void Ascending(string lower, decimal low, string upper, decimal high)
    {
        if (low > high)
        {
            _faults.Add(string.Create(CultureInfo.InvariantCulture, $"policy.json: '{lower}' is {low}, above '{upper}', which is {high}; it must not be."));
        }
    }

    /// <summary>A fraction of at most 1, written as <c>2/3</c>, <c>1</c> or <c>0.5</c>.</summary>
    public Fraction Fraction(string path)
    {
        string text = Text(path);
        string[] parts = text.Split('/');
        bool read = decimal.TryParse(parts[0], NumberStyles.Number, CultureInfo.InvariantCulture, out decimal over);
        decimal under = 1m;
        read = read && (parts.Length == 1 || (parts.Length == 2 && decimal.TryParse(parts[1], NumberStyles.Number, CultureInfo.InvariantCulture, out under)));
        return read && over > 0 && under > 0 && over <= under
            ? new Fraction(over, under)
            : Fault(path, text, "a fraction above 0 and at most 1, such as 2/3", new Fraction(1, 1));
    }

    /// <summary>Codes as <c>system|code|display</c>, one an entry below a path; a site may add to those that must be there.</summary>
    public FrozenDictionary<string, OrderCode> Codes(string path, params IEnumerable<string> required) => _entries.Keys.Concat(_overrides.Keys)
        .Concat(required.Select(key => $"{path}.{key}"))
        .Where(key => key.StartsWith($"{path}.", StringComparison.OrdinalIgnoreCase))
        .Distinct(StringComparer.OrdinalIgnoreCase)
        .ToFrozenDictionary(key => key[(path.Length + 1)..], Code, StringComparer.OrdinalIgnoreCase);

    private OrderCode Code(string path)
    {
        string text = Text(path);
        return text.Split('|') is [{ Length: > 0 } system, { Length: > 0 } code, { Length: > 0 } display]
            ? new OrderCode(system, code, display)
            : Fault(path, text, "a code as system|code|display", new OrderCode("", "", ""));
    }

    /// <summary>One of a closed list of words, in any case.</summary>
    public T Choice<T>(string path)
        where T : struct, Enum
    {
        string text = Text(path);
        return Enum.TryParse(text, ignoreCase: true, out T value) && Enum.IsDefined(value) && !char.IsAsciiDigit(text[0])
            ? value
            : Fault(path, text, $"one of {string.Join(", ", Enum.GetNames<T>())}", default(T));
    }

    /// <summary>One of a closed list of words, which only a site sets: the file has no entry of it.</summary>
    public T Choice<T>(string path, T unlessSet)
        where T : struct, Enum => _overrides.ContainsKey(path) ? Choice<T>(path) : unlessSet;

    /// <summary>Refuses a policy with faults, with entries nobody knows, and with overrides of entries that do not exist.</summary>
    /// <exception cref="InvalidDataException">Names every faulty entry.</exception>
    public void EnsureWhole()
    {
        _faults.AddRange(_entries.Keys.Where(path => !_asked.Contains(path)).Select(path => $"policy.json: unknown entry '{path}'; remove it or mend its name."));
        _faults.AddRange(_overrides.Keys.Where(path => !_asked.Contains(path)).Select(path => $"Policy:{path.Replace('.', ':')}: there is no such entry; policy.json lists them."));
        if (_faults.Count > 0)
        {
            throw new InvalidDataException(string.Join(Environment.NewLine, _faults));
        }
    }

    private string Text(string path)
    {
        _asked.Add(path);
        if (_overrides.TryGetValue(path, out string? site))
        {
            return site;
        }

        return _entries.TryGetValue(path, out JsonElement entry) ? ValueOf(entry) : "";
    }

    private static string ValueOf(JsonElement entry)
    {
        JsonElement value = entry.GetProperty("value");
        return value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
    }

    private static string Member(JsonElement entry, string name) =>
        entry.TryGetProperty(name, out JsonElement member) && member.ValueKind == JsonValueKind.String ? member.GetString()! : "";

    private T Fault<T>(string path, string text, string expected, T standIn)
    {
        string where = _overrides.ContainsKey(path) ? $"Policy:{path.Replace('.', ':')}" : $"policy.json: '{path}'";
        _faults.Add(text.Length == 0 ? $"{where} is missing; it must be {expected}." : $"{where} is '{text}'; it must be {expected}.");
        return standIn;
    }

    private void Collect(JsonElement json, string path)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            _faults.Add($"policy.json: '{path}' must be an object with value, source and confidence.");
            return;
        }

        if (json.TryGetProperty("value", out _))
        {
            Keep(json, path);
            return;
        }

        foreach (JsonProperty member in json.EnumerateObject().Where(member => member.Name is not ("$schema" or "version" or "about")))
        {
            Collect(member.Value, path.Length == 0 ? member.Name : $"{path}.{member.Name}");
        }
    }

    private void Keep(JsonElement entry, string path)
    {
        _entries[path] = entry.Clone();
        if (Member(entry, "source").Length == 0)
        {
            _faults.Add($"policy.json: '{path}' names no source.");
        }

        if (!Confidences.Contains(Member(entry, "confidence")))
        {
            _faults.Add($"policy.json: '{path}' has no confidence; it must be one of {string.Join(", ", Confidences)}.");
        }
    }
}

/// <summary>An exact fraction, so that two thirds of 60 is 40.</summary>
/// <param name="Over">Numerator.</param>
/// <param name="Under">Denominator.</param>
public readonly record struct Fraction(decimal Over, decimal Under)
{
    /// <summary>The fraction of an amount.</summary>
    public decimal Of(decimal amount) => amount * Over / Under;

    /// <summary>The smaller of two.</summary>
    public static Fraction Lower(Fraction one, Fraction other) => one.Over * other.Under <= other.Over * one.Under ? one : other;
}
