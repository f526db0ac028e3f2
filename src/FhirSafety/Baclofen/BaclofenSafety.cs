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

    private const string Ingredient = "1292";

    // Brands that the clinical page names (sections 1, 2 and 11) and no row gives as "[brand]", and the substance in the other languages
    // of the jurisdictions. A text that says only this is an order all the same.
    private static readonly OtherDrugName[] OtherNames =
    [
        new("Gablofen", Products, "1047440"),
        .. ((string[])["Ozobax", "Fleqsuvy", "Lyvispah", "Baclocur", "Liorésal", "baclofène", "baclofene", "baclofeno"]).Select(name => new OtherDrugName(name, Products, Ingredient)),
    ];

    /// <summary>The sets of drugs that a precaution of the clinical page pairs with baclofen.</summary>
    private static readonly string[] PairedDrugs =
    [
        "alcohol-use-disorder-drugs", "anaesthesia-neuromuscular", "antidiabetics", "antihypertensives", "benzodiazepines",
        "cns-load-other", "gabapentinoids", "levodopa", "lithium", "monoamine-oxidase-inhibitors", "muscle-relaxants", "nsaids",
        "opioids", "other-sedatives", "tricyclic-antidepressants", "z-drugs",
    ];

    /// <summary>The sets of conditions and procedures that a precaution asks about.</summary>
    private static readonly string[] Records =
    [
        "acute-kidney-injury", "alcohol", "anxiety", "autonomic-dysreflexia-sci", "ckd", "depression-suicide-risk", "diabetes",
        "dialysis", "epilepsy-seizure", "falls", "hepatic", "hypotension", "intrathecal-pump", "lactation",
        "malignant-hyperthermia-nms-differential", "off-label-indications", "palliative-care", "parkinson", "peptic-ulcer",
        "porphyria", "pregnancy", "psychosis-confusion", "respiratory", "spasticity-indications", "stroke", "substance-misuse",
        "urinary",
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
        FrozenDictionary<string, ImmutableArray<Need>> needsOf = PrecautionNeeds.ByHook(HookSets.All);
        return new MonitoredDrug
        {
            Name = "baclofen",
            Services = BaclofenServices.Describe(hook => needs.Templates(needsOf[hook])),
            Terms = terms,
            Drugs = new DrugMatcher(terms, OtherNames),
            ProductSet = Products,
            AllergySet = "baclofen-allergy",
            InteractingSets = PairedDrugs.ToFrozenSet(StringComparer.Ordinal),
            NotedSets = FrozenSet.Create(StringComparer.Ordinal, Naloxone.Set),
            RecordSets = Records.ToFrozenSet(StringComparer.Ordinal),
            TaperPlan = new Mark("urn:fhirsafety:plan", "baclofen-taper"),
            Needs = needs,
            NeedsOf = hook => needsOf.GetValueOrDefault(hook, [Need.Patient]),
            CreatinineFactor = policy.Kidney.CreatinineFactor,
            Judge = session => KeptOrder.OnlyIfSafe(session, Judge(session, policy, tablets), kept => Judge(kept, policy, tablets)),
            MostCards = hook => policy.MostCards.GetValueOrDefault(hook, 1),
            NotShown = policy.Modes.Where(mode => mode.Value != PrecautionMode.Shown).ToImmutableDictionary(),
            OrderCodes = policy.OrderCodes,
            Silence = policy.Silence,
            Words = Words.Read(File.ReadAllBytes(Path.Combine(folder, "words", "en.json"))),
            PolicyEntries = policy.Entries,
            Evidence = EvidencePage.ReadAll(Path.Combine(folder, "evidence"), policy.Entries, terms),
            Version = $"policy {policy.Version}, codes {terms.Version}",
        };
    }

    private static readonly Verdict SwitchedOff = new Verdict.DoesNotApply("switched off by the site");

    private static ImmutableArray<Judgement> Judge(PrescribingSession session, BaclofenPolicy policy, TabletChoice tablets)
    {
        RenalFunction kidneys = RenalFunctionResolver.Resolve(session.Patient, policy.Kidney);
        ImmutableArray<Judgement>.Builder judgements = ImmutableArray.CreateBuilder<Judgement>(session.Judged.Length * BaclofenPrecaution.All.Length);
        foreach (JudgedOrder judged in session.Judged)
        {
            OrderUnderCheck order = OrderUnderCheck.Of(session, judged, kidneys, policy, tablets);
            ImmutableArray<Judgement>.Builder ofOrder = ImmutableArray.CreateBuilder<Judgement>(BaclofenPrecaution.All.Length);
            foreach (BaclofenPrecaution precaution in BaclofenPrecaution.All)
            {
                PrecautionMode mode = policy.Modes[precaution.Info.Id];
                Verdict verdict = mode == PrecautionMode.Off ? SwitchedOff : precaution.Of(order);
                ofOrder.Add(new Judgement(precaution.Info, judged.Order.Source, verdict) { IsShown = mode == PrecautionMode.Shown });
            }

            judgements.AddRange(OneDose.Of(ofOrder.MoveToImmutable(), BaclofenPrecaution.All, order));
        }

        return judgements.DrainToImmutable();
    }
}
