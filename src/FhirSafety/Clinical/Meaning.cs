namespace FhirSafety.Clinical;

/// <summary>What a code means to the check: a value set, and the group within it.</summary>
/// <param name="Set">The value set's name, which is its file's name without <c>.csv</c>.</param>
/// <param name="Group">The group of the matching row; empty where the set has none.</param>
public readonly record struct Meaning(string Set, string Group);
