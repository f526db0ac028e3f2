namespace FhirSafety.Service.Operations;

/// <summary>Whether the service can answer within its time; it cannot before its first check has run.</summary>
internal sealed class Readiness
{
    private volatile bool _isReady;

    public bool IsReady => _isReady;

    public void Reached() => _isReady = true;
}
