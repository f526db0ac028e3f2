using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace FhirSafety.Reading;

/// <summary>
/// Whether a record says in words that the patient had withdrawal from the drug under check before (clinical page,
/// <c>withdrawal-abrupt-stop</c>). No reviewed code says so, and the words only ever make a stop graver.
/// </summary>
internal static class EarlierWithdrawal
{
    private const string Word = "withdrawal";

    /// <summary>Whether any of some Conditions and AllergyIntolerances names both the drug and a withdrawal. History counts.</summary>
    public static bool IsTold(IEnumerable<JsonElement> records, string drug) => records.Any(record =>
        MayTell(record)
        && !Codings.HasStatus(record, "verificationStatus"u8, "refuted", "entered-in-error")
        && WordsOf(record) is var words && Has(words, drug) && Has(words, Word));

    /// <summary>
    /// Whether the words could stand in a record at all: most say nothing of withdrawal, and to put their words together costs twenty times
    /// as much. Text with escapes is left to the reading.
    /// </summary>
    private static bool MayTell(JsonElement record)
    {
        ReadOnlySpan<byte> raw = JsonMarshal.GetRawUtf8Value(record);
        if (raw.Contains((byte)'\\'))
        {
            return true;
        }

        while (raw.IndexOfAny((byte)'w', (byte)'W') is var at and >= 0 && raw.Length - at >= Word.Length)
        {
            if (Ascii.EqualsIgnoreCase(raw.Slice(at, Word.Length), Word))
            {
                return true;
            }

            raw = raw[(at + 1)..];
        }

        return false;
    }

    private static string WordsOf(JsonElement record) => string.Join(
        ' ',
        [
            .. References.Objects(record, "code"u8).Select(Codings.WordsOf),
            .. References.Objects(record, "note"u8).Select(note => References.Text(note, "text"u8)),
            .. References.Objects(record, "reaction"u8).SelectMany(Reaction),
        ]);

    private static IEnumerable<string?> Reaction(JsonElement reaction) =>
    [
        .. References.Objects(reaction, "substance"u8).Concat(References.Objects(reaction, "manifestation"u8)).Select(Codings.WordsOf),
        References.Text(reaction, "description"u8),
    ];

    private static bool Has(string words, string part) => words.Contains(part, StringComparison.OrdinalIgnoreCase);
}
