using FhirSafety.CdsHooks;

namespace FhirSafety.Baclofen;

/// <summary>Steps between indicators.</summary>
internal static class Levels
{
    /// <summary>One step milder; information stays what it is.</summary>
    public static Indicator Lower(this Indicator level) => level > Indicator.Info ? level - 1 : level;

    /// <summary>One step graver; what is critical stays so.</summary>
    public static Indicator Higher(this Indicator level) => level < Indicator.Critical ? level + 1 : level;

    /// <summary>The graver of two.</summary>
    public static Indicator Or(this Indicator level, Indicator other) => level > other ? level : other;
}
