using System.Globalization;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>The kidneys as an applied mark remembers them: the band, and acute injury with its stage.</summary>
/// <remarks>Written <c>G4</c>, <c>G4+aki2</c> or <c>none+aki0</c>; stage 0 is an injury known by a diagnosis only.</remarks>
/// <param name="Band">The band; null when missing.</param>
/// <param name="AkiStage">KDIGO stage, 0 when known by a diagnosis only; null without injury.</param>
internal readonly record struct KidneyFact(RenalBand? Band, int? AkiStage)
{
    public static KidneyFact Of(RenalFunction kidneys) => new(
        kidneys.Band is Known<RenalBand>.Value known ? known.Fact : null,
        kidneys.Aki is { } injury ? injury.Stage ?? 0 : null);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{(Band is { } band ? band : "none")}{(AkiStage is { } stage ? $"+aki{stage}" : "")}");

    /// <summary>Whether this was written down and has not become worse since.</summary>
    public bool HoldsUnder(string marked)
    {
        string[] parts = marked.Split("+aki");
        RenalBand? markedBand = Enum.TryParse(parts[0], out RenalBand band) && Enum.IsDefined(band) && !char.IsAsciiDigit(parts[0][0]) ? band : null;
        int? markedStage = parts.Length == 2 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int stage) ? stage : null;
        bool bandHolds = Band is null ? parts[0] == "none" || markedBand is not null : markedBand is { } was && Band <= was;
        return bandHolds && (AkiStage is null || AkiStage <= markedStage);
    }
}
