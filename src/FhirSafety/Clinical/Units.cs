using System.Collections.Frozen;

namespace FhirSafety.Clinical;

/// <summary>
/// The closed table of units (clinical page, section 4.1). A unit that is not in it is not understood: never a guess, since a
/// wrong one is an error of 18, 88 or 1000 times.
/// </summary>
/// <remarks>
/// Without a unit the default counts, which is the unit of the code's row in <c>observations.csv</c>. A default outside the
/// table ("unit decides", or several units at once) makes such a value unreadable. Case is ignored: laboratories send
/// <c>MG/DL</c>, and no unit here differs from another by case alone. Plausible ranges are in <see cref="Plausibility"/>.
/// </remarks>
public static class Units
{
    // Far above any result, and far below where a conversion would leave the range of a decimal.
    private const decimal Unthinkable = 1_000_000_000m;

    private static readonly FrozenDictionary<string, decimal> CreatinineMass = Table(("mg/dL", 1m), ("mg/L", 0.1m));

    // Both code points of the micro sign are in use, U+00B5 and U+03BC. Case folding makes them one, so each has one row.
    private static readonly FrozenDictionary<string, decimal> CreatinineMolar = Table(
        ("umol/L", 1m), ("\u03BCmol/L", 1m), ("mcmol/L", 1m), ("mmol/L", 1000m));

    private static readonly FrozenDictionary<string, decimal> BodyMass = Table(
        ("kg", 1m), ("g", 0.001m), ("[lb_av]", 0.45359237m), ("lb", 0.45359237m), ("lbs", 0.45359237m));

    private static readonly FrozenDictionary<string, decimal> Length = Table(
        ("cm", 1m), ("m", 100m), ("[in_i]", 2.54m), ("in", 2.54m), ("\"", 2.54m));

    // Laboratories write mL/min for a result that its code says is normalised.
    private static readonly FrozenDictionary<string, decimal> Egfr = Table(
        ("mL/min/{1.73_m2}", 1m), ("mL/min/{1.73m2}", 1m), ("mL/min/1.73m2", 1m), ("mL/min/1.73 m2", 1m),
        ("mL/min/1.73m^2", 1m), ("mL/min/1.73 m^2", 1m), ("mL/min/1.73m\u00B2", 1m), ("mL/min/1.73 m\u00B2", 1m), ("mL/min", 1m));

    private static readonly FrozenDictionary<string, decimal> DrugMass = Table(
        ("mg", 1m), ("milligram", 1m), ("milligrams", 1m),
        ("ug", 0.001m), ("mcg", 0.001m), ("\u03BCg", 0.001m), ("microgram", 0.001m), ("micrograms", 0.001m),
        ("g", 1000m), ("gram", 1000m), ("grams", 1000m));

    private static readonly FrozenDictionary<string, decimal> Glucose = Table(("mg/dL", 1m), ("mmol/L", 18.0m));

    /// <summary>Creatinine in mg/dL.</summary>
    /// <param name="value">The number as sent.</param>
    /// <param name="unit">The unit as sent; null or blank when none was.</param>
    /// <param name="defaultUnit">The unit that counts then.</param>
    /// <param name="factor">µmol/L in 1 mg/dL: 88.4 (<see cref="KidneyPolicy.CreatinineFactor"/>).</param>
    /// <param name="mgPerDl">The value in mg/dL; 0 when the unit is not understood.</param>
    /// <param name="molar">Whether it was reported in a molar unit.</param>
    /// <returns>False when the unit is not understood or the number is beyond all measure.</returns>
    public static bool TryCreatinineMgPerDl(
        decimal value, string? unit, string defaultUnit, decimal factor, out decimal mgPerDl, out bool molar)
    {
        molar = TryConvert(CreatinineMolar, value, unit, defaultUnit, out decimal umolPerL);
        mgPerDl = umolPerL / factor;
        return molar || TryConvert(CreatinineMass, value, unit, defaultUnit, out mgPerDl);
    }

    /// <summary>Creatinine in µmol/L: exactly as reported when the unit is molar, which the AKI limit of 26.5 µmol/L needs.</summary>
    /// <param name="value">The number as sent.</param>
    /// <param name="unit">The unit as sent; null or blank when none was.</param>
    /// <param name="defaultUnit">The unit that counts then.</param>
    /// <param name="factor">µmol/L in 1 mg/dL: 88.4.</param>
    /// <param name="umolPerL">The value in µmol/L; 0 when the unit is not understood.</param>
    /// <returns>False when the unit is not understood or the number is beyond all measure.</returns>
    public static bool TryCreatinineUmolPerL(decimal value, string? unit, string defaultUnit, decimal factor, out decimal umolPerL)
    {
        if (TryConvert(CreatinineMolar, value, unit, defaultUnit, out umolPerL))
        {
            return true;
        }

        bool understood = TryConvert(CreatinineMass, value, unit, defaultUnit, out decimal mgPerDl);
        umolPerL = mgPerDl * factor;
        return understood;
    }

    /// <summary>Body weight in kg, from kg, g or avoirdupois pounds.</summary>
    /// <returns>False when the unit is not understood.</returns>
    public static bool TryKilograms(decimal value, string? unit, string defaultUnit, out decimal kg) =>
        TryConvert(BodyMass, value, unit, defaultUnit, out kg);

    /// <summary>Body height in cm, from cm, m or inches.</summary>
    /// <returns>False when the unit is not understood.</returns>
    public static bool TryCentimetres(decimal value, string? unit, string defaultUnit, out decimal cm) =>
        TryConvert(Length, value, unit, defaultUnit, out cm);

    /// <summary>A reported eGFR in mL/min/1.73 m².</summary>
    /// <returns>False when the unit is not understood.</returns>
    public static bool TryEgfr(decimal value, string? unit, string defaultUnit, out decimal egfr) =>
        TryConvert(Egfr, value, unit, defaultUnit, out egfr);

    /// <summary>An amount of drug in mg. There is no default: a dose without a unit is tablets or nothing.</summary>
    /// <returns>False when the unit is not a mass or is missing.</returns>
    public static bool TryDrugMilligrams(decimal value, string? unit, out decimal mg) =>
        TryConvert(DrugMass, value, unit, string.Empty, out mg);

    /// <summary>Glucose in mg/dL.</summary>
    /// <returns>False when the unit is not understood.</returns>
    public static bool TryGlucoseMgPerDl(decimal value, string? unit, string defaultUnit, out decimal mgPerDl) =>
        TryConvert(Glucose, value, unit, defaultUnit, out mgPerDl);

    private static bool TryConvert(
        FrozenDictionary<string, decimal> table, decimal value, string? unit, string defaultUnit, out decimal converted)
    {
        string name = string.IsNullOrWhiteSpace(unit) ? defaultUnit : unit;
        bool understood = table.TryGetValue(name.Trim(), out decimal factor) && Math.Abs(value) < Unthinkable;
        converted = understood ? value * factor : 0m;
        return understood;
    }

    private static FrozenDictionary<string, decimal> Table(params (string Unit, decimal Factor)[] rows) =>
        rows.ToFrozenDictionary(row => row.Unit, row => row.Factor, StringComparer.OrdinalIgnoreCase);
}
