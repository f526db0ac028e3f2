using System.Collections.Immutable;

namespace FhirSafety.Terminology;

/// <summary>Says which value sets a medicine belongs to, by its codes and, where they say nothing, by its name.</summary>
/// <remarks>Immutable, safe for any number of threads; never throws on what a patient's data hold.</remarks>
public sealed class DrugMatcher
{
    private readonly ValueSets _sets;
    private readonly DrugNames _names;

    /// <summary>Makes the name index of some value sets.</summary>
    /// <param name="sets">The value sets.</param>
    /// <param name="otherNames">Names that no display of a row gives.</param>
    /// <exception cref="InvalidDataException">A set names an ingredient without a letter in its name.</exception>
    public DrugMatcher(ValueSets sets, params IReadOnlyList<OtherDrugName> otherNames)
    {
        ArgumentNullException.ThrowIfNull(sets);
        _sets = sets;
        _names = new DrugNames(sets, otherNames);
        Ingredients = new IngredientNames(_names);
    }

    /// <summary>Which ingredients the rows that matched stand for.</summary>
    internal IngredientNames Ingredients { get; }

    /// <summary>The value sets a medicine belongs to. Any coding or name counts; the most trusted decides the row of each set.</summary>
    /// <param name="codings">The medicine's codings.</param>
    /// <param name="text">The medicine's text.</param>
    /// <param name="routeOrFormText">What the order says of route and dose form, codes in words.</param>
    public DrugMatch MatchDrug(IReadOnlyList<DrugCoding> codings, string? text, string? routeOrFormText)
    {
        ArgumentNullException.ThrowIfNull(codings);
        Span<char> buffer = stackalloc char[FoldedText.Longest];

        // Most texts repeat a display, which names and forms are looked for in anyway.
        string? ownText = RepeatsADisplay(codings, text) ? null : text;
        DoseForm form = FormOf(codings, ownText, routeOrFormText, buffer);
        List<DrugHit> hits = [];

        AddByCode(codings, DrugMatchedBy.RxNorm, form, hits);
        AddByCode(codings, DrugMatchedBy.Atc, form, hits);
        AddByCode(codings, DrugMatchedBy.SnomedCt, form, hits);
        AddByCode(codings, DrugMatchedBy.OtherCode, form, hits);
        AddByDisplay(codings, DrugMatchedBy.CodedName, form, hits, buffer);
        AddByDisplay(codings, DrugMatchedBy.FreeText, form, hits, buffer);
        AddByName(ownText, DrugMatchedBy.FreeText, form, hits, buffer);

        return Describe(codings, text, [.. hits]);
    }

    private static bool RepeatsADisplay(IReadOnlyList<DrugCoding> codings, string? text)
    {
        for (int index = 0; index < codings.Count; index++)
        {
            if (codings[index].Display == text)
            {
                return true;
            }
        }

        return false;
    }

    private static DoseForm FormOf(IReadOnlyList<DrugCoding> codings, string? text, string? routeOrFormText, Span<char> buffer)
    {
        DoseForm form = default(DoseForm).With(FoldedText.Fold(text, buffer)).With(FoldedText.Fold(routeOrFormText, buffer));
        for (int index = 0; index < codings.Count; index++)
        {
            form = form.With(FoldedText.Fold(codings[index].Display, buffer));
        }

        return form;
    }

    private void AddByCode(IReadOnlyList<DrugCoding> codings, DrugMatchedBy by, DoseForm form, List<DrugHit> hits)
    {
        for (int index = 0; index < codings.Count; index++)
        {
            CodeSystem system = CodeSystems.Of(codings[index].System);
            if (!CodeSystems.CodesDrugs(system) || TrustIn(system) != by)
            {
                continue;
            }

            foreach (ValueSetRow row in _sets.Match(codings[index].System, codings[index].Code))
            {
                Add(hits, row, by, form);
            }
        }
    }

    private void AddByDisplay(
        IReadOnlyList<DrugCoding> codings, DrugMatchedBy by, DoseForm form, List<DrugHit> hits, Span<char> buffer)
    {
        for (int index = 0; index < codings.Count; index++)
        {
            // An HCPCS display is a line of a price list; only these four name the product they code.
            bool isCoded = CodeSystems.Of(codings[index].System) is CodeSystem.RxNorm or CodeSystem.Atc or CodeSystem.SnomedCt or CodeSystem.Dmd;
            if (isCoded == (by == DrugMatchedBy.CodedName))
            {
                AddByName(codings[index].Display, by, form, hits, buffer);
            }
        }
    }

    private void AddByName(string? text, DrugMatchedBy by, DoseForm form, List<DrugHit> hits, Span<char> buffer)
    {
        if (FoldedText.HasWords(text))
        {
            foreach (ValueSetRow row in _names.Find(FoldedText.Fold(text, buffer)))
            {
                Add(hits, row, by, form);
            }
        }
    }

    private static DrugMatchedBy TrustIn(CodeSystem system) => system switch
    {
        CodeSystem.RxNorm => DrugMatchedBy.RxNorm,
        CodeSystem.Atc => DrugMatchedBy.Atc,
        CodeSystem.SnomedCt => DrugMatchedBy.SnomedCt,
        _ => DrugMatchedBy.OtherCode,
    };

    // Hits come in the order of trust, so the first of a set is its best.
    private static void Add(List<DrugHit> hits, ValueSetRow row, DrugMatchedBy by, DoseForm form)
    {
        if ((by is DrugMatchedBy.Atc or DrugMatchedBy.CodedName or DrugMatchedBy.FreeText) && form.Drops(row))
        {
            return;
        }

        foreach (DrugHit hit in hits)
        {
            if (hit.Row.Set == row.Set)
            {
                return;
            }
        }

        hits.Add(new DrugHit(row, by));
    }

    private static DrugMatch Describe(IReadOnlyList<DrugCoding> codings, string? text, ImmutableArray<DrugHit> hits)
    {
        bool hasText = FoldedText.HasWords(text);
        bool wasCut = text?.Length > FoldedText.Longest;
        bool hasCode = false;
        bool hasAtc = false;
        for (int index = 0; index < codings.Count; index++)
        {
            DrugCoding coding = codings[index];
            CodeSystem system = CodeSystems.Of(coding.System);
            bool isUsable = CodeSystems.CodesDrugs(system) && !string.IsNullOrWhiteSpace(coding.Code);
            hasCode |= isUsable;
            hasAtc |= isUsable && system == CodeSystem.Atc;
            hasText |= FoldedText.HasWords(coding.Display);
            wasCut |= coding.Display?.Length > FoldedText.Longest;
        }

        return new DrugMatch(
            hits,
            NothingToGoOn: !hasCode && !hasText,
            OnlyUnlistedCodes: hits.IsEmpty && hasCode && !hasAtc && !hasText,
            TextWasCut: wasCut);
    }
}
