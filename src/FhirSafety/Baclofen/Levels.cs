using FhirSafety.CdsHooks;

namespace FhirSafety.Baclofen;

/// <summary>Steps between indicators.</summary>
internal static class Levels
{
    /// <summary>One step milder; information stays what it is.</summary>
    public static Indicator Lower(this Indicator level) => level > Indicator.Info ? level - 1 : level;

    /// <summary>The graver of two.</summary>
    public static Indicator Or(this Indicator level, Indicator other) => level > other ? level : other;
}
