using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace FhirSafety.Terminology;

/// <summary>Writes the reviewed value sets as FHIR R4 ValueSets.</summary>
/// <remarks>
/// One <c>include</c> a system and group, with the group in an extension; a prefix row is an include of its own with a filter on
/// the code. Of several includes that a code matches in one system, the one with the longest prefix gives the group, an
/// enumerated code before all. Only rows in force are written.
/// </remarks>
public static class ValueSetWriter
{
    /// <summary>Extension of an <c>include</c>: the group by which precautions name its codes (string).</summary>
    public const string GroupExtension = "urn:fhirsafety:valueset-group";

    /// <summary>Extension of an <c>include</c> that filters: what the prefix says (string).</summary>
    public const string DisplayExtension = "urn:fhirsafety:valueset-display";

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The canonical URL of a set; the same wherever it is served.</summary>
    public static string UrlOf(string set) => $"urn:fhirsafety:valueset:{set}";

    /// <summary>One set in UTF-8.</summary>
    public static ReadOnlyMemory<byte> Write(ValueSets sets, string set) => Write(json => WriteSet(json, sets, set, whole: true));

    /// <summary>All sets as a searchset Bundle, each without its codes and tagged as a summary.</summary>
    public static ReadOnlyMemory<byte> WriteAll(ValueSets sets) => Write(json =>
    {
        ImmutableArray<string> names = [.. sets.Names];
        json.WriteStartObject();
        json.WriteString("resourceType"u8, "Bundle"u8);
        json.WriteString("type"u8, "searchset"u8);
        json.WriteNumber("total"u8, names.Length);
        json.WriteStartArray("entry"u8);
        foreach (string set in names)
        {
            json.WriteStartObject();
            json.WritePropertyName("resource"u8);
            WriteSet(json, sets, set, whole: false);
            json.WriteStartObject("search"u8);
            json.WriteString("mode"u8, "match"u8);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> write)
    {
        ArrayBufferWriter<byte> target = new(16 * 1024);
        using Utf8JsonWriter json = new(target, Options);
        write(json);
        json.Flush();
        return target.WrittenMemory;
    }

    private static void WriteSet(Utf8JsonWriter json, ValueSets sets, string set, bool whole)
    {
        ImmutableArray<ValueSetRow> rows = sets.Rows(set);
        json.WriteStartObject();
        json.WriteString("resourceType"u8, "ValueSet"u8);
        json.WriteString("id"u8, set);
        if (!whole)
        {
            WriteSummaryTag(json);
        }

        json.WriteString("url"u8, UrlOf(set));
        json.WriteString("version"u8, sets.Version);
        json.WriteString("name"u8, ComputableName(set));
        json.WriteString("title"u8, set.Replace('-', ' '));
        json.WriteString("status"u8, "active"u8);
        json.WriteBoolean("experimental"u8, false);
        json.WriteString("description"u8, string.Create(CultureInfo.InvariantCulture, $"{rows.Length} reviewed rows that the precautions match; wide, not complete. {sets.LeftOut(set).Length} more rows were not seen in a public source and are left out."));
        if (!rows.IsEmpty)
        {
            json.WriteString("copyright"u8, string.Join(' ', rows.Select(row => CodeSystemNotice.Of(row.System)).Distinct(StringComparer.Ordinal)));
            if (whole)
            {
                WriteCompose(json, rows);
            }
        }

        json.WriteEndObject();
    }

    private static void WriteSummaryTag(Utf8JsonWriter json)
    {
        json.WriteStartObject("meta"u8);
        json.WriteStartArray("tag"u8);
        json.WriteStartObject();
        json.WriteString("system"u8, "http://terminology.hl7.org/CodeSystem/v3-ObservationValue"u8);
        json.WriteString("code"u8, "SUBSETTED"u8);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteCompose(Utf8JsonWriter json, ImmutableArray<ValueSetRow> rows)
    {
        json.WriteStartObject("compose"u8);
        json.WriteStartArray("include"u8);
        foreach (IGrouping<(string System, string Group), ValueSetRow> part in rows.Where(row => !row.IsPrefix).GroupBy(row => (row.System, row.Group)))
        {
            WriteInclude(json, part.Key.System, part.Key.Group, display: "", () => WriteConcepts(json, part));
        }

        foreach (ValueSetRow row in rows.Where(row => row.IsPrefix))
        {
            WriteInclude(json, row.System, row.Group, row.Display, () => WriteFilter(json, row.Code));
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteInclude(Utf8JsonWriter json, string system, string group, string display, Action writeCodes)
    {
        json.WriteStartObject();
        if (group.Length > 0 || display.Length > 0)
        {
            json.WriteStartArray("extension"u8);
            WriteExtension(json, GroupExtension, group);
            WriteExtension(json, DisplayExtension, display);
            json.WriteEndArray();
        }

        json.WriteString("system"u8, system);
        writeCodes();
        json.WriteEndObject();
    }

    private static void WriteExtension(Utf8JsonWriter json, string url, string value)
    {
        if (value.Length > 0)
        {
            json.WriteStartObject();
            json.WriteString("url"u8, url);
            json.WriteString("valueString"u8, value);
            json.WriteEndObject();
        }
    }

    private static void WriteConcepts(Utf8JsonWriter json, IEnumerable<ValueSetRow> rows)
    {
        json.WriteStartArray("concept"u8);
        foreach (ValueSetRow row in rows)
        {
            json.WriteStartObject();
            json.WriteString("code"u8, row.Code);
            json.WriteString("display"u8, row.Display);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    // The code systems write their dots; matching without them is ours, for data that leave them out.
    private static void WriteFilter(Utf8JsonWriter json, string prefix)
    {
        json.WriteStartArray("filter"u8);
        json.WriteStartObject();
        json.WriteString("property"u8, "code"u8);
        json.WriteString("op"u8, "regex"u8);
        json.WriteString("value"u8, $"{Regex.Escape(prefix)}.*");
        json.WriteEndObject();
        json.WriteEndArray();
    }

    // FHIR wants a name that a program can use: opioids, z-drugs become Opioids, ZDrugs.
    private static string ComputableName(string set) =>
        string.Concat(set.Split('-', StringSplitOptions.RemoveEmptyEntries).Select(part => char.ToUpperInvariant(part[0]) + part[1..]));
}
