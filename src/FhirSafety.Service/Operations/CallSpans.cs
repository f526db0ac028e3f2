using System.Diagnostics;
using FhirSafety.CdsHooks;
using FhirSafety.Memory;

namespace FhirSafety.Service.Operations;

/// <summary>A span per hook call, found by its hookInstance and by nothing that names a patient. Made only when spans are exported.</summary>
internal static class CallSpans
{
    private static readonly ActivitySource Source = new(Pulse.Name);

    public static Activity? Start(HookRequest request)
    {
        Activity? span = Source.StartActivity("cds.call");
        span?.SetTag("fhirsafety.hook", request.Hook);
        span?.SetTag("fhirsafety.hook_instance", Token.Of(request.HookInstance));
        return span;
    }
}
