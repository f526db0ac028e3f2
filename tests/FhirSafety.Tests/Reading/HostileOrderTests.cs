using System.Text.Json.Nodes;
using CsCheck;
using FhirSafety.Clinical;

namespace FhirSafety.Tests.Reading;

/// <summary>Whatever a sender puts into an order, reading it ends in an answer.</summary>
public sealed class HostileOrderTests
{
    private static readonly string[] Orders =
    [
        .. new[] { "medication-requests/baclofen", "medication-requests/as-found", "sandbox-drafts" }
            .SelectMany(static folder => Directory.GetFiles(OrderUnderTest.Folder(folder), "*.json"))
            .Where(static path => Path.GetFileName(path) != "manifest.json")
            .Order(StringComparer.Ordinal)
            .Select(static path => File.ReadAllText(path)),
    ];

    // One of each JSON type, and the numbers and texts that trip readers.
    private static readonly string[] Replacements =
    [
        "null", "true", "0", "-1", "3.5", "1e400", "1e-400", "79228162514264337593543950335", "\"\"", "\"x\"", "\"10\"", "\"\\u0000\"",
        "[]", "[null]", "[[]]", "[3]", "[\"TID\"]", "{}", "{\"value\":1e28}", "{\"x\":{}}", "[{},{}]",
    ];

    [Fact]
    public void One_member_of_another_type_or_missing_never_stops_the_reading()
    {
        foreach (string order in Orders)
        {
            int members = Slots(JsonNode.Parse(order)!).Count;
            for (int at = 0; at < members; at++)
            {
                AssertRead(Changed(order, (at, -1)));
                AssertRead(Changed(order, (at, at % Replacements.Length)));
            }
        }
    }

    [Fact]
    public void Several_bad_members_at_once_never_stop_the_reading() =>
        Gen.Select(Gen.Int[0, Orders.Length - 1], Gen.Select(Gen.Int[0, 500], Gen.Int[-1, Replacements.Length - 1]).Array[1, 4])
           .Sample(static (order, changes) => AssertRead(Changed(Orders[order], changes)), iter: 1500);

    [Fact]
    public void An_extension_beside_any_member_changes_nothing_that_is_read()
    {
        foreach (string order in Orders)
        {
            OrderUnderTest plain = OrderUnderTest.Read(order);
            int members = Slots(JsonNode.Parse(order)!).Count;
            for (int at = 0; at < members; at++)
            {
                string json = WithCompanion(order, at);
                OrderUnderTest extended = OrderUnderTest.Read(json);

                Assert.True(plain.Dose.ToString() == extended.Dose.ToString() && plain.Product == extended.Product && plain.Route == extended.Route, json);
            }
        }
    }

    [Fact]
    public void A_bad_member_that_has_nothing_to_do_with_the_dose_does_not_change_it()
    {
        foreach (string member in new[] { "status", "category", "authoredOn", "subject", "requester", "reasonCode", "dispenseRequest", "id", "note", "meta" })
        {
            foreach (string replacement in Replacements)
            {
                JsonObject order = JsonNode.Parse("""
                    {"resourceType":"MedicationRequest","medicationCodeableConcept":{"text":"10 mg tablets"},
                     "dosageInstruction":[{"timing":{"code":{"text":"TID"}},"doseAndRate":[{"doseQuantity":{"value":1,"unit":"tablet"}}]}]}
                    """)!.AsObject();
                order[member] = JsonNode.Parse(replacement);

                Assert.Equal(30, Assert.IsType<DailyDose.Oral>(OrderUnderTest.Read(order.ToJsonString()).Dose).MostMg);
            }
        }
    }

    private static void AssertRead(string json)
    {
        DailyDose? dose = null;
        Exception? fault = Record.Exception(() => dose = OrderUnderTest.Read(json).Dose);

        Assert.True(fault is null, $"{fault?.Message} {json}");
        Assert.True(dose is not DailyDose.Oral oral || oral.MostMg >= DoseCalculator.LowestOralMg, json);
        Assert.True(dose is not DailyDose.Intrathecal { McgADay: < IntrathecalDose.LowestMcg or > IntrathecalDose.HighestMcg }, json);
    }

    // FHIR has it beside primitives only; senders put it beside anything.
    private static string WithCompanion(string order, int slot)
    {
        JsonNode root = JsonNode.Parse(order)!;
        (JsonNode parent, string name, _) = Slots(root)[slot];
        if (parent is JsonObject members)
        {
            members["_" + name] = JsonNode.Parse("""{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/data-absent-reason","valueCode":"unknown"}]}""");
        }

        return root.ToJsonString();
    }

    private static string Changed(string order, params (int Slot, int Replacement)[] changes)
    {
        JsonNode root = JsonNode.Parse(order)!;
        foreach ((int slot, int replacement) in changes)
        {
            List<(JsonNode Parent, string Name, int Index)> slots = Slots(root);
            if (slots.Count == 0)
            {
                break;
            }

            (JsonNode parent, string name, int index) = slots[slot % slots.Count];
            JsonNode? value = replacement < 0 ? null : JsonNode.Parse(Replacements[replacement]);
            switch (parent)
            {
                case JsonObject members when replacement < 0:
                    members.Remove(name);
                    break;
                case JsonObject members:
                    members[name] = value;
                    break;
                case JsonArray items when replacement < 0:
                    items.RemoveAt(index);
                    break;
                default:
                    parent.AsArray()[index] = value;
                    break;
            }
        }

        return root.ToJsonString();
    }

    // Every member and item but the type of the order itself, without which nobody would have asked for its dose.
    private static List<(JsonNode Parent, string Name, int Index)> Slots(JsonNode? node) => node switch
    {
        JsonObject members => [.. members.Where(member => member.Key != "resourceType" || node.Parent is not null)
            .SelectMany(member => Slots(member.Value).Prepend((members, member.Key, -1)))],
        JsonArray items => [.. items.SelectMany((item, at) => Slots(item).Prepend((items, "", at)))],
        _ => [],
    };
}
