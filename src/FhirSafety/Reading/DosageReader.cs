using System.Collections.Immutable;
using FhirSafety.Clinical;
using Hl7.Fhir.Model;

namespace FhirSafety.Reading;

/// <summary>Reads the dosages of an order as they were said; the arithmetic is <see cref="DoseCalculator"/>'s.</summary>
internal static class DosageReader
{
    /// <summary>The dosages of a MedicationRequest, MedicationDispense or MedicationStatement.</summary>
    public static ImmutableArray<DoseInstruction> Read(Resource order) => [.. DosagesOf(order).ConvertAll(Read)];

    /// <summary>The dosages as they were sent, in their order.</summary>
    public static List<Dosage> DosagesOf(Resource order)
    {
        List<Dosage> instructions = order.All<Dosage>("dosageInstruction");
        List<Dosage> dosages = order.All<Dosage>("dosage");
        return dosages.Count == 0 ? instructions : [.. instructions, .. dosages];
    }

    private static DoseInstruction Read(Dosage dosage)
    {
        List<StatedAmount> amounts = [];
        List<StatedRate> rates = [];
        foreach (Dosage.DoseAndRateComponent entry in dosage.All<Dosage.DoseAndRateComponent>("doseAndRate"))
        {
            if (ReadAmount(entry) is { } amount)
            {
                amounts.Add(amount);
            }

            if (ReadRate(entry) is { } rate)
            {
                rates.Add(rate);
            }
        }

        DoseInstruction said = new()
        {
            Sequence = dosage.Number("sequence") is { } number && number == Math.Truncate(number) && Math.Abs(number) < int.MaxValue
                ? (int)number
                : null,
            Amounts = [.. amounts],
            Rates = [.. rates],
            Timing = TimingReader.Read(dosage),
            AsNeeded = dosage.Flag("asNeeded") ?? dosage.One<CodeableConcept>("asNeeded") is not null,
            Most = dosage.One<Ratio>("maxDosePerPeriod") is { } most ? ReadRatio(most) : null,
            Text = dosage.Text("text") ?? dosage.Text("patientInstruction"),
        };

        // What was sent and could not be read must not look like a dosage that is not entered yet.
        return said.SaysNothing ? said with { Unreadable = SaidSomething(dosage) } : said;
    }

    private static bool SaidSomething(Dosage dosage) =>
        dosage.Has("doseAndRate") || dosage.Has("timing") || dosage.Has("text") || dosage.Has("maxDosePerPeriod")
        // Where Firely keeps a text or number that stood in place of the whole dosage.
        || dosage.Has("value");

    private static StatedAmount? ReadAmount(Dosage.DoseAndRateComponent entry)
    {
        if (!entry.Has("dose"))
        {
            return null;
        }

        if (entry.One<Hl7.Fhir.Model.Range>("dose") is { } range)
        {
            Quantity? low = range.One<Quantity>("low");
            Quantity? high = range.One<Quantity>("high");
            DoseUnit unit = Unit(high) == DoseUnit.None ? Unit(low) : Unit(high);
            bool oneUnit = Unit(low) == unit || Unit(low) == DoseUnit.None;
            return new StatedAmount(AmountKind.Range, oneUnit ? Value(low) : null, Value(high), unit);
        }

        Quantity? quantity = entry.One<Quantity>("dose");
        return new StatedAmount(Kind(entry), Value(quantity), Value(quantity), Unit(quantity));
    }

    private static AmountKind Kind(Dosage.DoseAndRateComponent entry)
    {
        List<string> words = entry.One<CodeableConcept>("type").Words(codes: true);
        return words.Contains("ordered", StringComparer.OrdinalIgnoreCase) ? AmountKind.Ordered
            : words.Contains("calculated", StringComparer.OrdinalIgnoreCase) ? AmountKind.Calculated
            : AmountKind.Other;
    }

    private static StatedRate? ReadRate(Dosage.DoseAndRateComponent entry)
    {
        if (!entry.Has("rate"))
        {
            return null;
        }

        if (entry.One<Ratio>("rate") is { } ratio)
        {
            return ReadRatio(ratio);
        }

        Quantity? quantity = entry.One<Hl7.Fhir.Model.Range>("rate").One<Quantity>("high") ?? entry.One<Quantity>("rate");
        StatedRate byCode = ReadRateUnit(Value(quantity), quantity.Text("code"));
        StatedRate byWord = ReadRateUnit(Value(quantity), quantity.Text("unit"));
        if (byCode.Unit == DoseUnit.NotUnderstood || byCode.Time is null)
        {
            return byWord;
        }

        // As with doses: a code and a word that both mean something, and not the same, are believed neither.
        bool agree = byWord.Unit == DoseUnit.NotUnderstood || byWord.Time is null || byWord == byCode;
        return agree ? byCode : byCode with { Unit = DoseUnit.NotUnderstood };
    }

    // "ug/d", "mcg/day", "ug/h", "mcg/24h": the amount, a slash and the time.
    private static StatedRate ReadRateUnit(decimal? value, string? unit)
    {
        int slash = unit?.IndexOf('/', StringComparison.Ordinal) ?? -1;
        return slash < 0
            ? new StatedRate(value, DoseUnit.NotUnderstood, 1, null)
            : new StatedRate(value, DoseUnits.Read(unit![..slash], null), 1, DoseUnits.ReadTime(unit[(slash + 1)..]));
    }

    private static StatedRate ReadRatio(Ratio ratio)
    {
        Quantity? amount = ratio.One<Quantity>("numerator");
        Quantity? time = ratio.One<Quantity>("denominator");
        return new StatedRate(
            Value(amount),
            Unit(amount),
            time.HasBadNumber("value") ? 0 : time.Number("value") ?? 1,
            DoseUnits.ReadTime(time.Text("code")) ?? DoseUnits.ReadTime(time.Text("unit")));
    }

    // "More than 10 mg" is no dose.
    private static decimal? Value(Quantity? quantity) => quantity.Has("comparator") ? null : quantity.Number("value");

    private static DoseUnit Unit(Quantity? quantity) => DoseUnits.Read(quantity.Text("code"), quantity.Text("unit"));
}
