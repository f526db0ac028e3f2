using FhirSafety.CdsHooks;

namespace FhirSafety.Service.Gathering;

/// <summary>Fills a prefetch template in, as the EHR would have done.</summary>
internal static class QueryTemplate
{
    /// <summary>The query; null when the call does not say what the template asks for.</summary>
    public static string? Expand(string template, HookRequest request)
    {
        string query = template.Replace("{{context.patientId}}", Uri.EscapeDataString(request.PatientId), StringComparison.Ordinal);
        if (request.EncounterId is { } encounter)
        {
            query = query.Replace("{{context.encounterId}}", Uri.EscapeDataString(encounter), StringComparison.Ordinal);
        }

        return query.Contains("{{", StringComparison.Ordinal) ? null : query;
    }
}
