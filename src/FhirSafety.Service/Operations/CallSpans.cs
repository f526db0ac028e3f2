using System.Diagnostics;
using FhirSafety.CdsHooks;

namespace FhirSafety.Service.Operations;

/// <summary>A span per hook call, found by its hookInstance and by nothing that names a patient. Made only when spans are exported.</summary>
internal static class CallSpans
{
    private static readonly ActivitySource Source = new(Pulse.Name);

    public static Activity? Start(HookRequest request)
    {
        Activity? span = Source.StartActivity("cds.call");
        span?.SetTag("fhirsafety.hook", request.Hook);

        // Only a UUID: whatever else an EHR sends there may name somebody.
        span?.SetTag("fhirsafety.hook_instance", Guid.TryParse(request.HookInstance, out Guid instance) ? instance.ToString() : null);
        return span;
    }
}
