using System.Text.Json;

namespace FhirSafety.Reading;

/// <summary>What an answer, most often a Bundle, says beside the data of a need.</summary>
public static class Bundles
{
    /// <summary>Whether an answer says that there is a further page, be its address of use or not.</summary>
    public static bool HasNext(JsonElement bundle) => NextLink(bundle) is not null;

    /// <summary>The address of the next page as sent, which may lead anywhere; null when there is none.</summary>
    public static string? NextOf(JsonElement bundle) => NextLink(bundle) is { } link ? References.Text(link, "url"u8) : null;

    /// <summary>Whether anything in an answer says to be about somebody else than the patient of the call, whatever its type.</summary>
    public static bool HoldsAnother(JsonElement answer, string patientId)
    {
        if (RequestData.TypeOf(answer) != "Bundle" || !answer.TryGetProperty("entry"u8, out JsonElement entries) || entries.ValueKind != JsonValueKind.Array)
        {
            return References.IsAboutAnother(answer, patientId);
        }

        foreach (JsonElement entry in entries.EnumerateArray())
        {
            if (References.Object(entry, "resource"u8) is { } resource && References.IsAboutAnother(resource, patientId))
            {
                return true;
            }
        }

        return false;
    }

    private static JsonElement? NextLink(JsonElement bundle)
    {
        if (RequestData.TypeOf(bundle) != "Bundle" || !bundle.TryGetProperty("link"u8, out JsonElement links) || links.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        foreach (JsonElement link in links.EnumerateArray())
        {
            if (References.Text(link, "relation"u8) == "next")
            {
                return link;
            }
        }

        return null;
    }
}
