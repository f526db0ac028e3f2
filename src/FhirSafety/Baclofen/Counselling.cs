using FhirSafety.CdsHooks;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>What the patient should hear at a start or a rise (clinical page, <c>counselling</c>). All other information is on its card.</summary>
internal static class Counselling
{
    public const string Id = "counselling";

    private const string Instruction = "counselling";

    public static BaclofenPrecaution Precaution { get; } = new(
        // Before all other information, so that it heads their card.
        new Precaution(Id, "information", _ => 0, ["already-addressed"]), HookSets.Sign, PrecautionNeeds.Therapy, Judge)
    {
        Levels = ["note"],
    };

    private static Verdict Judge(OrderUnderCheck order)
    {
        if (!order.IsOral || order.IsTaper || !(order.Therapy.IsNewStart || order is { IsRaised: true, TotalMg: not null, Therapy.RunningMg: not null }))
        {
            return new Verdict.DoesNotApply("neither a new oral start nor a rise");
        }

        return order.Order.Instructed.Contains(Instruction)
            ? new Verdict.Silent("the patient's instructions have it") { Facts = OrderFacts.Of(order) }
            : new Verdict.Found(order.Policy.Level(Id, "note"), CardText.Of(order, Id, new($"{Id}.summary"), [.. Notes(order)]))
            {
                Facts = OrderFacts.Of(order),
                Acts = order.Order.Source is { } id ? DoseActs.InOrder(order, new Act.Instruct(id, Instruction)) : [],
            };
    }

    // The set does not tell multiple sclerosis from the other diseases of its group; the sentence does.
    private static IEnumerable<Phrase> Notes(OrderUnderCheck order) =>
        order.Patient.Sex is Known<Sex>.Value { Fact: Sex.Female } && !order.Conditions("spasticity-indications", "licensed").IsEmpty
            ? [new("counselling.ovarianCysts")]
            : [];
}
