using System.Collections.Frozen;
using System.Collections.Immutable;
using FhirSafety.Cards;
using FhirSafety.CdsHooks;
using FhirSafety.Clinical;
using FhirSafety.Reading;
using FhirSafety.Terminology;

namespace FhirSafety.Baclofen;

/// <summary>Baclofen, as the check knows it.</summary>
public static class BaclofenSafety
{
    private const string Products = "baclofen-products";

    private static readonly string[] Hooks = ["order-select", "order-sign"];

    /// <summary>The sets of drugs that a precaution of the clinical page pairs with baclofen.</summary>
    private static readonly string[] PairedDrugs =
    [
        "alcohol-use-disorder-drugs", "anaesthesia-neuromuscular", "antidiabetics", "antihypertensives", "benzodiazepines",
        "cns-load-other", "gabapentinoids", "levodopa", "lithium", "monoamine-oxidase-inhibitors", "muscle-relaxants", "nsaids",
        "opioids", "other-sedatives", "tricyclic-antidepressants", "z-drugs",
    ];

    /// <summary>Reads policy, value sets and words.</summary>
    /// <param name="folder">The folder <c>cds-hooks/baclofen</c>.</param>
    /// <param name="policyOverrides">A site's own numbers by path, as <c>dose:maxDaily:adult</c>.</param>
    /// <param name="includeUnverifiedCodes">Whether rows marked <c>verified=no</c> count.</param>
    /// <exception cref="InvalidDataException">A file or an override is broken; the message names file and entry.</exception>
    public static MonitoredDrug Load(
        string folder, IReadOnlyDictionary<string, string> policyOverrides, bool includeUnverifiedCodes)
    {
        BaclofenPolicy policy = BaclofenPolicy.Read(File.ReadAllBytes(Path.Combine(folder, "policy.json")), policyOverrides);
        ValueSets terms = ValueSets.Load(Path.Combine(folder, "valuesets"), includeUnverifiedCodes);
        TabletChoice tablets = TabletChoice.From(terms.Rows(Products));
        Needs needs = new(terms);
        FrozenDictionary<string, ImmutableArray<Need>> needsOf = PrecautionNeeds.ByHook(Hooks);
        return new MonitoredDrug
        {
            Name = "baclofen",
            Services = [.. Hooks.Select(hook => Describe(hook, needs.Templates(needsOf[hook])))],
            Terms = terms,
            Drugs = new DrugMatcher(terms),
            ProductSet = Products,
            AllergySet = "baclofen-allergy",
            InteractingSets = PairedDrugs.ToFrozenSet(StringComparer.Ordinal),
            RecordSets = FrozenSet.Create("acute-kidney-injury", "ckd", "diabetes", "dialysis"),
            Needs = needs,
            NeedsOf = hook => needsOf.GetValueOrDefault(hook, [Need.Patient]),
            CreatinineFactor = policy.Kidney.CreatinineFactor,
            Judge = session => Judge(session, policy, tablets),
            MostCards = hook => policy.MostCards.GetValueOrDefault(hook, 1),
            Silence = policy.Silence,
            Words = Words.Read(File.ReadAllBytes(Path.Combine(folder, "words", "en.json"))),
            Version = $"policy {policy.Version}, codes {terms.Version}",
        };
    }

    private static ImmutableArray<Judgement> Judge(PrescribingSession session, BaclofenPolicy policy, TabletChoice tablets)
    {
        RenalFunction kidneys = RenalFunctionResolver.Resolve(session.Patient, policy.Kidney);
        ImmutableArray<Judgement>.Builder judgements = ImmutableArray.CreateBuilder<Judgement>();
        foreach (DrugOrder order in session.Judged)
        {
            OrderUnderCheck underCheck = OrderUnderCheck.Of(session, order, kidneys, policy, tablets);
            foreach (BaclofenPrecaution precaution in BaclofenPrecaution.All)
            {
                judgements.Add(new Judgement(precaution.Info, order.Source, precaution.Of(underCheck)));
            }
        }

        return judgements.ToImmutable();
    }

    private static ServiceDescription Describe(string hook, ImmutableArray<KeyValuePair<string, string>> prefetch) => new(
        "baclofen-safety",
        hook,
        "Baclofen prescribing safety",
        "Checks a baclofen order against this patient's kidneys and the documented dose limits, and offers the safer dose.",
        prefetch,
        "patient is required: without it and without access to the FHIR server the call is answered with 412. medications, "
        + "statements and dispenses tell new starts from renewals; kidneyLabs, conditions, procedures and serviceRequests carry the "
        + "kidney checks; bodySize the creatinine clearance; encounter how old a result may be. What is left out is named on the card "
        + "as not checked; without statements and dispenses, what others prescribe is not seen and an order counts as a new start.");
}
