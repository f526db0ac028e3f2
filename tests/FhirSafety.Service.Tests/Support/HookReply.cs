using System.Net;
using System.Text.Json;

namespace FhirSafety.Service.Tests.Support;

/// <summary>An answer that has passed the validators.</summary>
internal sealed record HookReply(HttpStatusCode Status, string Body)
{
    public IReadOnlyList<JsonElement> Cards => [.. Root.GetProperty("cards").EnumerateArray()];

    /// <summary>Each finding of each card as <c>code status</c>.</summary>
    public IReadOnlyList<string> Findings =>
    [
        .. Cards.SelectMany(card => card.GetProperty("extension").GetProperty("org.fhirsafety.findings").EnumerateArray())
            .Select(finding => $"{finding.GetProperty("code").GetString()} {finding.GetProperty("status").GetString()}"),
    ];

    /// <summary>The stable code of a refusal.</summary>
    public string? Code => Issue.GetProperty("details").GetProperty("coding")[0].GetProperty("code").GetString();

    public string Diagnostics => Issue.GetProperty("diagnostics").GetString()!;

    /// <summary>What is wrong, one text a fault.</summary>
    public IReadOnlyList<string> Faults => [.. Root.GetProperty("issue").EnumerateArray().Select(issue => issue.GetProperty("diagnostics").GetString()!)];

    private JsonElement Issue => Root.GetProperty("issue")[0];

    private JsonElement Root => JsonElement.Parse(Body);
}
