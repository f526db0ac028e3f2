namespace FhirSafety.Terminology;

/// <summary>A name of a medicine that no display of its value set gives, such as a brand without a code of its own.</summary>
/// <param name="Name">The name.</param>
/// <param name="Set">The value set.</param>
/// <param name="Code">The code of the row it stands for.</param>
public sealed record OtherDrugName(string Name, string Set, string Code);
