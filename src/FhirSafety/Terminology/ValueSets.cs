using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace FhirSafety.Terminology;

/// <summary>The reviewed value sets: what each code means to the check. Immutable, safe for any number of threads.</summary>
public sealed class ValueSets
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly Dictionary<string, ImmutableArray<ValueSetRow>> _rows;
    private readonly Dictionary<string, ImmutableArray<ValueSetRow>> _leftOut;
    private readonly CodeIndex _index;

    private ValueSets(
        Dictionary<string, ImmutableArray<ValueSetRow>> rows, Dictionary<string, ImmutableArray<ValueSetRow>> leftOut, string version)
    {
        _rows = rows;
        _leftOut = leftOut;
        _index = new CodeIndex(rows.Values);
        Names = [.. rows.Keys];
        Version = version;
    }

    /// <summary>The names of the sets, in ordinal order: the files' names without <c>.csv</c>.</summary>
    public IEnumerable<string> Names { get; }

    /// <summary>Twelve hexadecimal digits that change when a file's name or content changes, and not with its line endings.</summary>
    public string Version { get; }

    /// <summary>Reads every <c>*.csv</c> of a folder.</summary>
    /// <param name="folder">The folder; folders below it are not read.</param>
    /// <param name="includeUnverified">Whether rows with <c>verified=no</c> take part in matching.</param>
    /// <exception cref="InvalidDataException">The folder holds no value set, or a file has a bad row; the message names file, line and remedy.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static ValueSets Load(string folder, bool includeUnverified)
    {
        string[] files = Directory.GetFiles(folder, "*.csv");
        if (files.Length == 0)
        {
            throw new InvalidDataException($"{folder} holds no value set; point to the folder with the *.csv files.");
        }

        Array.Sort(files, StringComparer.Ordinal);
        Dictionary<string, ImmutableArray<ValueSetRow>> rows = new(StringComparer.Ordinal);
        Dictionary<string, ImmutableArray<ValueSetRow>> leftOut = new(StringComparer.Ordinal);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string file in files)
        {
            List<ValueSetRow> all = ValueSetFile.Read(file, TextOf(file, hash));
            string set = Path.GetFileNameWithoutExtension(file);
            rows.Add(set, [.. all.FindAll(row => row.Verified || includeUnverified)]);
            leftOut.Add(set, [.. all.FindAll(row => !row.Verified && !includeUnverified)]);
        }

        return new ValueSets(rows, leftOut, Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 6)));
    }

    /// <summary>The rows of a set that are in force, in the order of the file.</summary>
    /// <exception cref="ArgumentException">There is no set of that name.</exception>
    public ImmutableArray<ValueSetRow> Rows(string set) => Of(_rows, set);

    /// <summary>The rows of a set that were read but not seen in a public source, and so match nothing; for the value-set report.</summary>
    /// <exception cref="ArgumentException">There is no set of that name.</exception>
    public ImmutableArray<ValueSetRow> LeftOut(string set) => Of(_leftOut, set);

    /// <summary>The rows one coding belongs to: in each set the exact row, or else the one with the longest matching prefix.</summary>
    /// <param name="system">The code system's URI as the patient's data have it.</param>
    /// <param name="code">The code.</param>
    /// <returns>At most one row a set; empty for an unknown system or code.</returns>
    public ImmutableArray<ValueSetRow> Match(string? system, string? code) => _index.Match(CodeSystems.Of(system), code);

    private static ImmutableArray<ValueSetRow> Of(Dictionary<string, ImmutableArray<ValueSetRow>> sets, string set) =>
        sets.TryGetValue(set, out ImmutableArray<ValueSetRow> rows)
            ? rows
            : throw new ArgumentException($"There is no value set '{set}'; there are {string.Join(", ", sets.Keys.Order(StringComparer.Ordinal))}.", nameof(set));

    private static string TextOf(string file, IncrementalHash hash)
    {
        ReadOnlySpan<byte> bytes = File.ReadAllBytes(file);
        if (bytes.StartsWith(Encoding.UTF8.Preamble))
        {
            bytes = bytes[Encoding.UTF8.Preamble.Length..];
        }

        string text;
        try
        {
            text = StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException bad)
        {
            int line = 1 + bytes[..Math.Max(0, bad.Index)].Count((byte)'\n');
            throw new InvalidDataException($"{file} line {line}: the bytes are not UTF-8; save the file as UTF-8.", bad);
        }

        // The name's end and the content's end are marked, so that no two folders give the same stream.
        hash.AppendData(Encoding.UTF8.GetBytes(Path.GetFileName(file) + "\0"));
        hash.AppendData(bytes.Contains((byte)'\r') ? Encoding.UTF8.GetBytes(text.Replace("\r\n", "\n", StringComparison.Ordinal)) : bytes);
        hash.AppendData("\0"u8);
        return text;
    }
}
