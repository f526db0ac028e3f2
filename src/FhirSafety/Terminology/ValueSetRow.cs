namespace FhirSafety.Terminology;

/// <summary>One reviewed row of a value set.</summary>
/// <param name="Set">The set's name: its file's name without <c>.csv</c>.</param>
/// <param name="System">The code system's URI.</param>
/// <param name="Code">The code; for a prefix row without its <c>*</c>.</param>
/// <param name="IsPrefix">Whether every code that begins so matches (ATC and ICD-10-CM only).</param>
/// <param name="Display">What the code says.</param>
/// <param name="Source">Where the code was seen.</param>
/// <param name="Verified">Whether it was seen in a stored public source; false rows load only behind their switch.</param>
/// <param name="Level">IN, SCD, SBD, substance, class-prefix and the like, for drugs; empty otherwise.</param>
/// <param name="Group">The group a rule names; empty where the set has none.</param>
/// <param name="Unit">The unit when a result brings none; empty otherwise.</param>
/// <param name="StrengthMg">Milligrams per tablet or millilitre of a product; null where not confirmed or no product.</param>
/// <param name="StrengthUnit">mg/tablet, mg/mL, mg or empty.</param>
/// <param name="Route">oral, intrathecal, any or empty.</param>
public sealed record ValueSetRow(
    string Set,
    string System,
    string Code,
    bool IsPrefix,
    string Display,
    string Source,
    bool Verified,
    string Level,
    string Group,
    string Unit,
    decimal? StrengthMg,
    string StrengthUnit,
    string Route);
