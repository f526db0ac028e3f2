using FhirSafety.CdsHooks;

namespace FhirSafety.Service.Gathering;

/// <summary>Opens the data of a call.</summary>
internal sealed class FhirServers(
    FhirServerAllowList allowed, FhirServerSettings settings, FhirHttp http, FhirServerPipelines pipelines, TimeProvider time)
{
    /// <summary>The data of one call; its budget runs from now. The caller disposes of it once the answer is written.</summary>
    public FhirServerData DataOf(HookRequest request)
    {
        ReadBudget budget = new(settings.TotalBudget, time);
        FhirReads? reads = request.FhirAuthorization is { } access && allowed.Allows(request.FhirServer, out AllowedServer? server)
            ? new FhirReads(server, access, request.PatientId, budget, settings, http, pipelines.Of(server.Name))
            : null;
        return new FhirServerData(reads, budget);
    }
}
