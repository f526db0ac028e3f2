using System.Diagnostics;

namespace FhirSafety.Service.Gathering;

/// <summary>A span per FHIR read, in place of the HTTP client's own: theirs carry the address, which names the patient.</summary>
internal static class ReadSpans
{
    private static readonly ActivitySource Source = new("FhirSafety");

    public static Activity? Start(string need)
    {
        Activity? span = Source.StartActivity("fhir.read", ActivityKind.Client);
        span?.SetTag("fhirsafety.need", need);
        return span;
    }

    public static void End(Activity? span, ReadOutcome outcome)
    {
        span?.SetTag("fhirsafety.outcome", outcome.ToString());
        span?.SetStatus(outcome == ReadOutcome.Answered ? ActivityStatusCode.Ok : ActivityStatusCode.Error);
    }
}
