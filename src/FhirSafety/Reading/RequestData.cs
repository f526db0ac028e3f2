namespace FhirSafety.Reading;

/// <summary>Only what came with the request.</summary>
public sealed class RequestData : IGatherer
{
}
