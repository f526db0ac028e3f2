using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using FhirSafety.CdsHooks;
using FhirSafety.Clinical;
using FhirSafety.Reading;
using FhirSafety.Tests.Support;

namespace FhirSafety.Tests.Reading;

/// <summary>What the precautions on other drugs need to know of an order beyond its drug, and which orders bring a call into play.</summary>
public sealed class PairedDrugReadingTests
{
    [Theory]
    [InlineData("Valerian root capsules", "VALERIAN")]
    [InlineData("KAVA extract", "KAVA")]
    [InlineData("kratom powder", "KRATOM")]
    [InlineData("Passionflower tea", "PASSIONFLOWER")]
    [InlineData("hops", "HOPS")]
    [InlineData("Skullcap", "SKULLCAP")]
    [InlineData("medical cannabis oil", "CANNABIS")]
    [InlineData("CBD 10 mg", "CBD")]
    [InlineData("melatonin 3 mg", "MELATONIN")]
    public void A_herbal_product_is_known_by_a_whole_word(string text, string ingredient)
    {
        DrugIngredient read = Assert.Single(Assert.Single(Read(Statement(text)).Items).Ingredients);
        Assert.Equal(("other-sedatives", ingredient, "herbal", true), (read.Set, read.Name, read.Group, read.ByFreeTextOnly));
    }

    [Theory]
    [InlineData("Chops of lamb")]
    [InlineData("valerianic acid")]
    [InlineData("CBD cream")]
    public void A_part_of_a_word_or_a_cream_is_none(string text) => Assert.Empty(Read(Statement(text)).Items);

    [Fact]
    public void Each_ingredient_of_a_combination_has_its_own_group()
    {
        ActiveMedication drug = Assert.Single(Read(Order("o", "197885", "Hydrochlorothiazide 12.5 MG / Lisinopril 10 MG Oral Tablet")).Items);
        Assert.Equal(["HYDROCHLOROTHIAZIDE diuretic", "LISINOPRIL acei"], drug.Ingredients.Select(one => $"{one.Name} {one.Group}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("865214", "24 HR selegiline 0.5 MG/HR Transdermal System", "antidepressant-maoi")]
    [InlineData("859186", "selegiline hydrochloride 5 MG Oral Capsule", "mao-b-parkinson")]
    public void A_product_of_one_ingredient_is_of_the_group_its_form_makes_it(string code, string name, string group) =>
        Assert.Equal(group, Assert.Single(Assert.Single(Read(Order("o", code, name)).Items).Ingredients).Group);

    [Fact]
    public void Naloxone_is_read_beside_an_opioid_and_a_combination_with_one_is_both()
    {
        Assert.NotNull(Assert.Single(Read(Order("o", "7242", "naloxone")).Items).GroupIn("naloxone"));
        Assert.NotNull(Assert.Single(Read(Statement("buprenorphine / naloxone film")).Items).GroupIn("opioids"));
    }

    [Fact]
    public void An_order_that_the_session_stops_is_marked()
    {
        JsonObject prefetch = new() { ["medications"] = Recorded.Bundle(Order("o", "7804", "oxycodone")) };
        PatientSnapshot patient = Recorded.Read(prefetch, Recorded.Draft).Patient;
        Assert.False(Assert.Single(patient.Medications.Items).IsStopped);
        Assert.True(Assert.Single(Session(Order("o", "7804", "oxycodone", "stopped"), Recorded.Draft, prefetch).Medications.Items).IsStopped);
    }

    [Fact]
    public void A_draft_names_what_it_takes_the_place_of()
    {
        string draft = Json.With(Order("new", "7804", "oxycodone", "draft"), """{"priorPrescription":{"reference":"MedicationRequest/old"},"basedOn":[{"reference":"MedicationRequest/plan"}]}""");
        ActiveMedication drug = Assert.Single(Session(draft, Recorded.Draft, []).Medications.Items);
        Assert.Equal(["MedicationRequest/plan", "MedicationRequest/old"], drug.Replaces.AsEnumerable());
    }

    public static TheoryData<string, string> EverySet => new()
    {
        { "oxycodone", "7804" }, { "Diazepam 5 MG Oral Tablet", "197591" }, { "zolpidem", "39993" }, { "gabapentin", "25480" }, { "quetiapine", "51272" },
        { "tizanidine", "57258" }, { "lisinopril", "29046" }, { "amitriptyline", "704" }, { "lithium", "6448" }, { "phenelzine", "8123" }, { "propofol", "8782" },
        { "acamprosate", "82819" }, { "Valerian root", "" },
    };

    [Theory]
    [MemberData(nameof(EverySet))]
    public async Task An_order_of_a_set_looks_for_baclofen_in_what_the_patient_takes_and_reads_no_more_without_it(string name, string code)
    {
        CountingGatherer without = new([]);
        Assert.Empty((await Sign(Order("other", code, name, "draft"), without)).Cards);
        Assert.Equal([Need.Medications, Need.Statements, Need.Dispenses], without.Asked);

        CountingGatherer with = new([Baclofen]);
        Assert.Single((await Sign(Order("other", code, name, "draft"), with)).Cards);
        Assert.Contains(Need.Conditions, with.Asked);
    }

    [Theory]
    [InlineData("naloxone", "7242")]
    [InlineData("amoxicillin", "723")]
    public async Task An_antidote_or_another_drug_alone_reads_nothing(string name, string code)
    {
        CountingGatherer gatherer = new([Baclofen]);
        Assert.Empty((await Sign(Order("other", code, name, "draft"), gatherer)).Cards);
        Assert.Empty(gatherer.Asked);
    }

    private const string Baclofen = $$$"""
        {"resourceType":"MedicationRequest","id":"running","status":"active","intent":"order",{{{Recorded.Baclofen}}},"subject":{"reference":"Patient/p"},"authoredOn":"2026-11-10",
         "dosageInstruction":[{"timing":{"code":{"text":"TID"}},"doseAndRate":[{"doseQuantity":{"value":10,"unit":"mg"}}]}]}
        """;

    private static string Order(string id, string code, string name, string status = "active") => new JsonObject
    {
        ["resourceType"] = "MedicationRequest",
        ["id"] = id,
        ["status"] = status,
        ["intent"] = "order",
        ["subject"] = new JsonObject { ["reference"] = "Patient/p" },
        ["medicationCodeableConcept"] = new JsonObject
        {
            ["text"] = name,
            ["coding"] = code.Length == 0 ? new JsonArray() : new JsonArray(new JsonObject { ["system"] = Terminology.Shipped.RxNorm, ["code"] = code, ["display"] = name }),
        },
    }.ToJsonString();

    private static string Statement(string text) =>
        $$$"""{"resourceType":"MedicationStatement","id":"s","status":"active","medicationCodeableConcept":{"text":"{{{text}}}"}}""";

    private static Records<ActiveMedication> Read(string resource) =>
        Recorded.Under(resource.Contains("MedicationStatement", StringComparison.Ordinal) ? "statements" : "medications", resource).Patient.Medications;

    private static PatientSnapshot Session(string other, string baclofen, JsonObject prefetch)
    {
        PatientSnapshot? read = null;
        prefetch["patient"] = JsonNode.Parse(Recorded.ThePatient);
        MonitoredDrug drug = Recorded.Drug with
        {
            Judge = session =>
            {
                read = session.Patient;
                return [];
            },
        };
        HookRequest request = Request(drug, [other, baclofen]) with { Prefetch = JsonElement.Parse(prefetch.ToJsonString()) };
        _ = new SafetyCheck(drug, TimeZoneInfo.Utc).RunAsync(request, new RequestData(), Patients.Now, CancellationToken.None).AsTask().GetAwaiter().GetResult();
        return read!;
    }

    private static async Task<HookResponse> Sign(string draft, CountingGatherer gatherer)
    {
        CheckResult result = await new SafetyCheck(Recorded.Drug, TimeZoneInfo.Utc).RunAsync(Request(Recorded.Drug, [draft]), gatherer, Patients.Now, CancellationToken.None);
        return Assert.IsType<CheckResult.Answered>(result).Response;
    }

    private static HookRequest Request(MonitoredDrug drug, string[] drafts) => new()
    {
        Hook = "order-sign",
        HookInstance = drug.Name,
        PatientId = "p",
        DraftOrders = [.. drafts.Select(draft => JsonElement.Parse(draft))],
    };

    /// <summary>Holds the medication list and the patient, and knows what it was asked for.</summary>
    private sealed class CountingGatherer(string[] medications) : IGatherer
    {
        public List<Need> Asked { get; } = [];

        public ValueTask<ImmutableDictionary<Need, NeedData>> GatherAsync(HookRequest request, IReadOnlyCollection<Need> needs, Needs table, CancellationToken cancellationToken)
        {
            Asked.AddRange(needs);
            return ValueTask.FromResult(needs.ToImmutableDictionary(need => need, Of));
        }

        public ValueTask<ImmutableArray<JsonElement>> MedicationsAsync(HookRequest request, IReadOnlyCollection<string> ids, CancellationToken cancellationToken) =>
            ValueTask.FromResult<ImmutableArray<JsonElement>>([]);

        private NeedData Of(Need need) => new(
            need switch
            {
                Need.Patient => [JsonElement.Parse(Recorded.ThePatient)],
                Need.Medications => [.. medications.Select(one => JsonElement.Parse(one))],
                _ => [],
            },
            MissingReason.NoneOnFile);
    }
}
