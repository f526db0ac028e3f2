using System.Collections.Immutable;

namespace FhirSafety.Clinical;

/// <summary>A daily dose divided into administrations, morning to night.</summary>
/// <param name="Parts">mg at each administration, in the order of the day.</param>
public sealed record Regimen(ImmutableArray<decimal> Parts)
{
    /// <summary>mg a day.</summary>
    public decimal MgADay => Parts.Sum();

    /// <summary>Whether every administration is the same.</summary>
    public bool IsEven => Parts.All(part => part == Parts[0]);

    /// <summary>
    /// A daily dose as this service writes it (clinical page, section 3 "What we may suggest" and section 8 step 5): 2.5 and
    /// 5 mg once, 7.5 as 2.5 three times, 10 as 5 twice, 15 as 5 three times, above that three parts (four over 60 mg) as
    /// even as whole units allow, the larger at night.
    /// </summary>
    /// <param name="mgADay">A positive multiple of <paramref name="unit"/>.</param>
    /// <param name="unit">The smallest amount that can be given at once, mg.</param>
    public static Regimen For(decimal mgADay, decimal unit)
    {
        int most = mgADay switch
        {
            <= 5m => 1,
            10m => 2,
            _ => MostParts(mgADay),
        };
        return Divide(mgADay, unit, most);
    }

    /// <summary>
    /// Any daily dose in three parts, four over 60 mg, as section 8 step 5 alone has it: for children, who have no tablets for the
    /// fixed small regimens.
    /// </summary>
    /// <inheritdoc cref="For"/>
    public static Regimen Divided(decimal mgADay, decimal unit) => Divide(mgADay, unit, MostParts(mgADay));

    private static int MostParts(decimal mgADay) => mgADay > 60m ? 4 : 3;

    private static Regimen Divide(decimal mgADay, decimal unit, int most)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(mgADay);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(unit);
        if (mgADay % unit != 0m)
        {
            throw new ArgumentException("A dose that whole units cannot make has no regimen.", nameof(mgADay));
        }

        int units = (int)(mgADay / unit);
        int parts = Math.Clamp(units, 1, most);
        int each = units / parts;
        int larger = units % parts;
        return new Regimen([.. Enumerable.Range(0, parts).Select(part => (part < parts - larger ? each : each + 1) * unit)]);
    }

    /// <inheritdoc/>
    public bool Equals(Regimen? other) => other is not null && Parts.SequenceEqual(other.Parts);

    /// <inheritdoc/>
    public override int GetHashCode() => MgADay.GetHashCode();
}
