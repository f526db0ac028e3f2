using System.Text.Json;
using System.Text.Json.Nodes;
using FhirSafety.CdsHooks;
using FhirSafety.Clinical;
using FhirSafety.Reading;
using FhirSafety.Tests.Support;

namespace FhirSafety.Tests.Reading;

/// <summary>A stop in every form in which EHRs say it, from the JSON of a call to the session that is judged.</summary>
public sealed class StopReaderTests
{
    private const string Running = $$$"""
        {"resourceType":"MedicationRequest","id":"running","status":"active","intent":"order",{{{Recorded.Baclofen}}},"subject":{"reference":"Patient/p"},"authoredOn":"2026-08-10",
         "dosageInstruction":[{"timing":{"repeat":{"frequency":3,"period":1,"periodUnit":"d"}},"doseAndRate":[{"doseQuantity":{"value":20,"unit":"mg"}}]}]}
        """;

    private const string Amoxicillin = """
        {"resourceType":"MedicationRequest","id":"other","status":"active","intent":"order","subject":{"reference":"Patient/p"},"encounter":{"reference":"Encounter/e"},
         "medicationCodeableConcept":{"coding":[{"system":"http://www.nlm.nih.gov/research/umls/rxnorm","code":"308182","display":"amoxicillin 250 MG Oral Capsule"}]}}
        """;

    [Theory]
    [InlineData("\"status\":\"stopped\"")]
    [InlineData("\"status\":\"cancelled\"")]
    [InlineData("\"status\":\"on-hold\"")]
    [InlineData("\"status\":\"completed\"")]
    [InlineData("\"status\":\"active\",\"dispenseRequest\":{\"validityPeriod\":{\"end\":\"2026-11-22\"}}")]
    public void The_running_order_itself_with_another_status_or_an_end_stops_it(string change)
    {
        JudgedOrder judged = Assert.Single(Sign([Running], With(Running, change)).Judged);

        Assert.Equal((OrderRole.Stopped, "MedicationRequest/running", "MedicationRequest/running"), (judged.Role, judged.Order.Source, judged.StoppedBy));
        Assert.Equal(60m, Assert.IsType<DailyDose.Oral>(judged.Order.Dose).MostMg);
    }

    [Fact]
    public void Bounds_made_to_end_today_stop_it_and_bounds_that_ended_before_do_not()
    {
        string Bounded(string end) => Running.Replace("\"repeat\":{", $$$"""
            "repeat":{"boundsPeriod":{"start":"2026-08-10","end":"{{{end}}}"},
            """, StringComparison.Ordinal);

        Assert.Equal(OrderRole.Stopped, Assert.Single(Sign([Running], Bounded("2026-11-22")).Judged).Role);
        Assert.Equal(OrderRole.Draft, Assert.Single(Sign([Running], Bounded("2026-11-23")).Judged).Role);
        Assert.Equal(OrderRole.Draft, Assert.Single(Sign([Bounded("2026-11-20")], Bounded("2026-11-20")).Judged).Role);
    }

    [Fact]
    public void An_order_completed_at_its_own_end_is_no_stop()
    {
        string ended = With(Running, "\"status\":\"active\",\"dispenseRequest\":{\"expectedSupplyDuration\":{\"value\":90,\"unit\":\"days\",\"code\":\"d\"}}");

        Assert.DoesNotContain(Sign([ended], With(ended, "\"status\":\"completed\"")).Judged, judged => judged.Role == OrderRole.Stopped);
    }

    [Fact]
    public void A_stop_without_an_id_or_a_link_stops_what_runs_by_its_route()
    {
        string nameless = With(Running.Replace("\"id\":\"running\",", "", StringComparison.Ordinal), "\"status\":\"stopped\",\"authoredOn\":\"2026-11-22\"");
        Assert.Equal("MedicationRequest/running", Assert.Single(Sign([Running], nameless).Judged).Order.Source);
        Assert.Null(Assert.Single(Sign([Running.Replace("\"id\":\"running\",", "", StringComparison.Ordinal)], With(Running, "\"status\":\"stopped\",\"authoredOn\":\"2026-11-22\"")).Judged, judged => judged.Role == OrderRole.Stopped).Order.Source);
    }

    [Fact]
    public void A_discontinue_order_stops_what_it_names()
    {
        string discontinue = With(Running, "\"id\":\"dc\",\"status\":\"stopped\",\"priorPrescription\":{\"reference\":\"MedicationRequest/running\"}");
        JudgedOrder judged = Assert.Single(Sign([Running], discontinue).Judged);

        Assert.Equal(("MedicationRequest/running", "MedicationRequest/dc"), (judged.Order.Source, judged.StoppedBy));
    }

    [Theory]
    [InlineData("draft")]
    [InlineData("active")]
    public void Do_not_give_stops_what_runs(string status)
    {
        PrescribingSession session = Sign([Running], DoNotGive(status));

        Assert.Equal(("MedicationRequest/running", OrderRole.Stopped), (Assert.Single(session.Judged).Order.Source, session.Judged[0].Role));
        Assert.Empty(session.Drafts);
    }

    [Fact]
    public void Do_not_give_is_no_running_order_and_stops_nothing_where_nothing_is_taken()
    {
        Assert.Empty(Sign([DoNotGive("active")], Running.Replace("active", "draft", StringComparison.Ordinal)).Patient.Running.Items);
        Assert.DoesNotContain(Sign([], DoNotGive("active")).Judged, judged => judged.Role == OrderRole.Stopped);
    }

    [Fact]
    public void Do_not_give_is_a_stop_of_unknown_dose_where_the_list_was_not_seen()
    {
        JudgedOrder judged = Assert.Single(Sign(null, DoNotGive("active")).Judged);

        Assert.Equal(OrderRole.Stopped, judged.Role);
        Assert.IsType<DailyDose.NotYetKnown>(judged.Order.Dose);
    }

    [Fact]
    public void A_stopped_order_that_the_list_no_longer_shows_ran_until_now()
    {
        PrescribingSession session = Sign([], With(Running, "\"status\":\"stopped\""));

        Assert.Equal(OrderRole.Stopped, Assert.Single(session.Judged).Role);
        Assert.Equal("MedicationRequest/running", Assert.Single(session.Patient.Running.Items).Source);
    }

    [Fact]
    public void An_order_of_today_that_no_list_knows_never_ran()
    {
        string today = With(Running, "\"status\":\"cancelled\",\"authoredOn\":\"2026-11-22\"");

        Assert.Empty(Sign([], today).Judged);
        Assert.Equal(OrderRole.Stopped, Assert.Single(Sign(null, today).Judged).Role);
    }

    [Fact]
    public void A_stopped_sedative_is_told_and_no_draft_of_its_own()
    {
        string diazepam = """
            {"resourceType":"MedicationRequest","id":"d","status":"stopped","intent":"order","subject":{"reference":"Patient/p"},"medicationCodeableConcept":{"text":"diazepam 5 MG Oral Tablet"}}
            """;
        PrescribingSession session = Sign([Running], With(Running, "\"status\":\"stopped\""), diazepam);

        Assert.Contains(session.StoppedOthers, stopped => stopped.Set == "benzodiazepines");
        Assert.DoesNotContain(session.Patient.Medications.Items, drug => drug.IsDraft);
    }

    [Fact]
    public void Of_the_steps_of_a_taper_the_one_of_today_is_what_runs()
    {
        string Step(string id, string from, string to) => With(Running.Replace("\"repeat\":{", $$$"""
            "repeat":{"boundsPeriod":{"start":"{{{from}}}","end":"{{{to}}}"},
            """, StringComparison.Ordinal), $"\"id\":\"{id}\"");

        PrescribingSession session = Judged([Step("a", "2026-11-15", "2026-11-19"), Step("b", "2026-11-20", "2026-11-24"), Step("c", "2026-11-25", "2026-11-29")], "patient-view")!;

        Assert.Equal("MedicationRequest/b", Assert.Single(session.Judged).Order.Source);
    }

    [Theory]
    [InlineData("Explantation of baclofen pump", true)]
    [InlineData("Removal of implanted pump", true)]
    [InlineData("Removal of cast", false)]
    [InlineData("Baclofen pump refill", false)]
    public void A_pump_to_be_taken_out_is_told_by_its_words(string words, bool removed)
    {
        string pump = Running.Replace("\"dosageInstruction\":[{", "\"dosageInstruction\":[{\"route\":{\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\"72607000\"}]},", StringComparison.Ordinal);
        string request = $$$"""{"resourceType":"ServiceRequest","id":"s","status":"draft","intent":"order","code":{"text":"{{{words}}}"},"subject":{"reference":"Patient/p"}}""";

        Assert.Equal(removed, Judged([pump], "order-sign", [request]) is { DeviceRemoved: true, Judged: [{ Role: OrderRole.Stopped }] });
    }

    [Fact]
    public void A_baclofen_pump_to_be_taken_out_is_a_stop_where_no_order_is_on_file()
    {
        string request = """{"resourceType":"ServiceRequest","id":"s","status":"draft","intent":"order","code":{"text":"remove baclofen pump"},"subject":{"reference":"Patient/p"}}""";
        JudgedOrder judged = Assert.Single(Judged([], "order-sign", [request])!.Judged);

        Assert.Equal((OrderRole.Stopped, Route.Intrathecal, (string?)null), (judged.Role, judged.Order.Route, judged.Order.Source));
    }

    [Theory]
    [InlineData("inpatient", false)]
    [InlineData("discharge", true)]
    [InlineData("community", true)]
    [InlineData("outpatient", true)]
    public void The_discharge_list_is_told_by_category(string category, bool listed)
    {
        string order = With(Running, $$"""
            "category":[{"coding":[{"code":"{{category}}"}]}]
            """);

        Assert.Equal(listed, Judged([order, Amoxicillin], "encounter-discharge")!.Discharge is { Orders.Length: 1, OthersOrdered: true });
    }

    [Fact]
    public void An_order_without_a_category_is_on_the_discharge_list_and_one_on_hold_is_not()
    {
        Assert.Single(Judged([Running], "encounter-discharge")!.Discharge!.Orders);
        Assert.Empty(Judged([With(Running, "\"status\":\"on-hold\"")], "encounter-discharge")!.Discharge!.Orders);
    }

    [Fact]
    public void What_the_encounter_stopped_is_judged_at_discharge()
    {
        string stopped = With(Running, "\"status\":\"stopped\",\"encounter\":{\"reference\":\"Encounter/e\"}");
        PrescribingSession? session = Judged([Amoxicillin], "encounter-discharge", ended: stopped);

        Assert.Equal(OrderRole.Stopped, Assert.Single(session!.Judged).Role);
        Assert.Null(Judged([Amoxicillin], "encounter-discharge", ended: With(stopped, "\"encounter\":{\"reference\":\"Encounter/old\"}"))?.Judged.FirstOrDefault());
    }

    [Fact]
    public void What_the_encounter_stopped_is_judged_though_it_stands_among_the_orders_that_run()
    {
        string stopped = With(Running, "\"status\":\"stopped\",\"encounter\":{\"reference\":\"Encounter/e\"}");

        Assert.Equal(OrderRole.Stopped, Assert.Single(Judged([stopped], "encounter-discharge")!.Judged).Role);
        Assert.Empty(Judged([With(stopped, "\"encounter\":{\"reference\":\"Encounter/old\"}")], "encounter-discharge")!.Judged);
        Assert.Equal(OrderRole.Stopped, Assert.Single(Judged([Amoxicillin], "encounter-discharge", ended: With(Running, "\"status\":\"stopped\""))!.Judged).Role);
    }

    [Theory]
    [InlineData("\"hook\":\"encounter-discharge\"", 1)]
    [InlineData("\"hook\":\"patient-view\",\"extension\":{\"com.epic.cdshooks.request.bpa-trigger-action\":\"27\"}", 1)]
    [InlineData("\"hook\":\"patient-view\"", 0)]
    public void A_list_of_the_call_itself_is_read_at_discharge(string hook, int orders)
    {
        string bundle = Recorded.Bundle(With(Running, """
            "category":[{"text":"Discharge"}]
            """)).ToJsonString();
        JsonElement body = JsonElement.Parse($$$"""{{{{hook}}},"hookInstance":"i","context":{"patientId":"p","encounterId":"e","medications":{{{bundle}}}}}""");
        HookRequest request = Assert.IsType<HookRequestReading.Accepted>(HookRequestReader.Read(body, ["patient-view", "encounter-discharge"])).Request;

        Assert.Equal(orders, request.ListedOrders.Length);
    }

    [Fact]
    public void What_the_call_lists_for_after_discharge_is_on_the_list() =>
        Assert.Single(Judged([With(Running, "\"category\":[{\"text\":\"Inpatient\"}]")], "encounter-discharge", listed: Running)!.Discharge!.Orders);

    private static string DoNotGive(string status) => $$$"""
        {"resourceType":"MedicationRequest","id":"forbid","status":"{{{status}}}","intent":"order","doNotPerform":true,{{{Recorded.Baclofen}}},"subject":{"reference":"Patient/p"}}
        """;

    /// <summary>The order with some members put in place of its own.</summary>
    private static string With(string order, string members)
    {
        JsonObject json = JsonNode.Parse(order)!.AsObject();
        foreach ((string name, JsonNode? value) in JsonNode.Parse($"{{{members}}}")!.AsObject())
        {
            json[name] = value?.DeepClone();
        }

        return json.ToJsonString();
    }

    private static PrescribingSession Sign(string[]? running, params string[] drafts) =>
        Judged(running, "order-sign", drafts) ?? throw new InvalidOperationException("The session was not judged.");

    // Null where triage found that the drug plays no part.
    private static PrescribingSession? Judged(string[]? running, string hook, string[]? drafts = null, string? ended = null, string? listed = null)
    {
        PrescribingSession? session = null;
        MonitoredDrug drug = Recorded.Drug with
        {
            NeedsOf = _ => [.. Enum.GetValues<Need>()],
            Judge = read =>
            {
                session = read;
                return [];
            },
        };
        JsonObject prefetch = new() { ["patient"] = JsonNode.Parse(Recorded.ThePatient), ["statements"] = Recorded.Bundle(), ["dispenses"] = Recorded.Bundle() };
        if (running is not null)
        {
            prefetch["medications"] = Recorded.Bundle(running);
        }

        if (ended is not null)
        {
            prefetch["endedOrders"] = Recorded.Bundle(ended);
        }

        HookRequest request = new()
        {
            Hook = hook,
            HookInstance = "test",
            PatientId = "p",
            EncounterId = "e",
            DraftOrders = [.. (drafts ?? []).Select(draft => JsonElement.Parse(draft))],
            ListedOrders = listed is null ? [] : [JsonElement.Parse(listed)],
            Prefetch = JsonElement.Parse(prefetch.ToJsonString()),
        };
        CheckResult result = new SafetyCheck(drug, TimeZoneInfo.Utc)
            .RunAsync(request, new RequestData(), Patients.Now, CancellationToken.None).AsTask().GetAwaiter().GetResult();
        Assert.IsType<CheckResult.Answered>(result);
        return session;
    }
}
