using Microsoft.Net.Http.Headers;

namespace FhirSafety.Service.Hooks;

/// <summary>Which bodies are taken for JSON.</summary>
internal static class BodyMediaType
{
    public const string Accepted = "application/json or application/fhir+json in UTF-8, without Content-Encoding";

    public static bool Accepts(HttpRequest request)
    {
        string? type = request.ContentType;
        bool isJson = type == "application/json"
            || (MediaTypeHeaderValue.TryParse(type, out MediaTypeHeaderValue? media) && IsJson(media) && IsUtf8(media));

        return isJson && IsPlain(request.Headers.ContentEncoding.ToString());
    }

    private static bool IsJson(MediaTypeHeaderValue media) =>
        media.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
        || media.MediaType.Equals("application/fhir+json", StringComparison.OrdinalIgnoreCase);

    private static bool IsUtf8(MediaTypeHeaderValue media) =>
        !media.Charset.HasValue
        || HeaderUtilities.RemoveQuotes(media.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase);

    private static bool IsPlain(string encoding) =>
        encoding.Length == 0 || encoding.Equals("identity", StringComparison.OrdinalIgnoreCase);
}
