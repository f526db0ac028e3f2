namespace FhirSafety.Reading;

/// <summary>Where the data of a check come from.</summary>
public interface IGatherer
{
}
