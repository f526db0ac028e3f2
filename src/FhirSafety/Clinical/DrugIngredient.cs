namespace FhirSafety.Clinical;

/// <summary>An active ingredient of a drug, in one of the value sets the drug belongs to.</summary>
/// <param name="Set">The value set.</param>
/// <param name="Name">Its name, upper case: the same in every set and for every product, so that it can be counted once. Not for showing.</param>
/// <param name="ByFreeTextOnly">Whether text alone says so, without a code: such a match is worth less.</param>
/// <param name="Group">Its own group in the set, which of a combination is not always that of the whole product.</param>
public sealed record DrugIngredient(string Set, string Name, bool ByFreeTextOnly, string Group = "");
