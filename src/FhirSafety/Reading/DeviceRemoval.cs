using System.Text.Json;

namespace FhirSafety.Reading;

/// <summary>
/// Orders to take out a pump, told by their words: no reviewed code names one (clinical page, <c>pump-stop</c>). On raw JSON, because
/// every ServiceRequest of every session is asked.
/// </summary>
internal static class DeviceRemoval
{
    private static readonly string[] Removal = ["remov", "explant"];

    /// <summary>Whether it orders that a pump is taken out, or something that is named after the drug.</summary>
    public static bool IsOrdered(JsonElement resource, string drug)
    {
        if (RequestData.TypeOf(resource) != "ServiceRequest"
            || References.Text(resource, "status"u8) is "revoked" or "entered-in-error"
            || References.IsTrue(resource, "doNotPerform"u8))
        {
            return false;
        }

        string words = WordsOf(resource);
        return Removal.Any(part => Has(words, part)) && (Has(words, "pump") || Has(words, drug));
    }

    /// <summary>Whether its words name the drug.</summary>
    public static bool NamesDrug(JsonElement resource, string drug) => Has(WordsOf(resource), drug);

    private static string WordsOf(JsonElement resource) => string.Join(
        ' ', References.Objects(resource, "code"u8).Concat(References.Objects(resource, "orderDetail"u8)).Select(Codings.WordsOf));

    private static bool Has(string words, string part) => words.Contains(part, StringComparison.OrdinalIgnoreCase);
}
