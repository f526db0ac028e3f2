using System.Collections.Immutable;
using FhirSafety.CdsHooks;
using FhirSafety.Clinical;
using FhirSafety.Terminology;

namespace FhirSafety.Baclofen;

/// <summary>One order with all that the precautions judge it by, worked out once.</summary>
public sealed class OrderUnderCheck
{
    private ImmutableArray<Fact>? _facts;
    private ImmutableArray<Fact>? _kidneyFacts;
    private ImmutableArray<Fact>? _sedationFacts;
    private ImmutableArray<Phrase>? _line;
    private ImmutableArray<Meaning>? _reasons;
    private ImmutableArray<ConditionHit>? _lungs;
    private HashSet<string>? _pairedSets;
    private bool? _taper;
    private bool? _kidneysChanged;
    private bool? _kidneysChangedLately;
    private bool? _settingMatters;
    private bool? _stableRenewal;
    private bool? _palliative;

    private OrderUnderCheck()
    {
    }

    /// <summary>Whether the kidneys are worse than when the newest running order was signed.</summary>
    public bool KidneysChanged => _kidneysChanged ??= RunningSince.KidneysChanged(this);

    /// <summary>Whether the kidneys have become worse within the days after which a pair of drugs is known.</summary>
    public bool KidneysChangedLately => _kidneysChangedLately ??= RunningSince.KidneysChanged(this, Pairs.Lately(this).AddDays(-1));

    /// <summary>Whether the kidneys would be judged otherwise in a ward.</summary>
    internal bool SettingMatters => _settingMatters ??= Kidney.SettingMatters(this);

    /// <summary>
    /// Whether it only carries on an established order, and nothing that a precaution knows is new since that was signed
    /// (clinical page, section 3, "Stable renewal").
    /// </summary>
    public bool IsStableRenewal => _stableRenewal ??= RunningSince.IsStableRenewal(this);

    /// <summary>The facts every renal verdict rests on, for the trace.</summary>
    public ImmutableArray<Fact> KidneyFacts => _kidneyFacts ??= OrderFacts.WithKidneys(this);

    /// <summary>The facts of the order itself, for the trace.</summary>
    internal ImmutableArray<Fact> Facts => _facts ??= OrderFacts.Read(this);

    /// <summary>What a card says of the order itself.</summary>
    internal ImmutableArray<Phrase> Line => _line ??= OrderLine.Read(this);

    /// <summary>What its reason codes mean, and the conditions on file that it points to.</summary>
    internal ImmutableArray<Meaning> Reasons => _reasons ??= OrderReasons.Of(this);

    /// <summary>Lungs and kidneys, for the trace of what sedates.</summary>
    internal ImmutableArray<Fact> SedationFacts => _sedationFacts ??= SedationRisks.Facts(this);

    /// <summary>Conditions of the lungs that slow breathing, newest first; acute failure for the policy's days.</summary>
    internal ImmutableArray<ConditionHit> Lungs => _lungs ??= SedationRisks.Lungs(this);

    /// <summary>The value sets of which the patient takes a drug, or one is drafted.</summary>
    internal IReadOnlySet<string> PairedSets => _pairedSets ??= PairedDrug.SetsOf(Patient.Medications);

    /// <summary>The session it is part of.</summary>
    public required PrescribingSession Session { get; init; }

    /// <summary>The order.</summary>
    public required DrugOrder Order { get; init; }

    /// <summary>What the session does with it.</summary>
    public required OrderRole Role { get; init; }

    /// <summary>The draft that stops it, as <c>Type/id</c>; null when none does, or it has no id.</summary>
    public string? StoppedBy { get; init; }

    /// <summary>The kidneys.</summary>
    public required RenalFunction Kidneys { get; init; }

    /// <summary>How it stands to what the patient takes already.</summary>
    public required Therapy Therapy { get; init; }

    /// <summary>The numbers in force.</summary>
    public required BaclofenPolicy Policy { get; init; }

    /// <summary>Tablets a change of dose can choose from.</summary>
    public required TabletChoice Tablets { get; init; }

    /// <summary>
    /// Whether the aim is comfort: a record of palliative or hospice care within the policy's days. Then only what is critical of
    /// withdrawal, pump, allergy and unit is said (clinical page, section 9, rule 3).
    /// </summary>
    public bool IsPalliative => _palliative ??= PalliativeCare.IsRecorded(this);

    /// <summary>The lowest dose that some finding on it asks for, mg a day, once that is known: no other one then offers more.</summary>
    public decimal? DoseAsked { get; private set; }

    /// <summary>The patient.</summary>
    public PatientSnapshot Patient => Session.Patient;

    /// <summary>
    /// Whether the order is judged as one by mouth: all but those into the spine, because only there are plasma levels low. One that
    /// does not say its route is; one by a wrong route is too, until a precaution speaks of the route itself.
    /// </summary>
    public bool IsOral => Order.Route is not (Route.Intrathecal or Route.Epidural);

    /// <summary>The oral dose; null while it is not known.</summary>
    public DailyDose.Oral? Dose => Order.Dose as DailyDose.Oral;

    /// <summary>mg a day of this order and all that stays beside it; null while the order's own dose is not known.</summary>
    public decimal? TotalMg => Dose is { } dose ? dose.MostMg + Therapy.OtherMg : null;

    /// <summary>
    /// mg a day that are sure: the total, or of an order that could be read only in part what could be read. The real dose is this
    /// or more, so a level it reaches is reached. Null when not even that is known.
    /// </summary>
    public decimal? KnownMg => TotalMg ?? (Order.Dose is DailyDose.Unresolved { AtLeastMg: { } atLeast } ? atLeast + Therapy.OtherMg : null);

    /// <summary>Whether the real total can be above <see cref="KnownMg"/>; then it counts as above every limit.</summary>
    public bool MayBeMore => TotalMg is null || Therapy.OtherUnread;

    /// <summary>
    /// Whether nothing at all speaks for earlier use: no running order in a list that was seen whole, and none that the order or the
    /// session takes the place of. Only then is "do not start" safe to say.
    /// </summary>
    public bool IsSurelyNew => Therapy is { IsNewStart: true, IsKnown: true } && Order.Replaces.IsEmpty && Session.Stopped.IsEmpty;

    /// <summary>
    /// mg a day of the first step and all that stays beside it; null while the order's own dose is not known. Where the session orders
    /// one step after the other, the first of them is the start.
    /// </summary>
    public decimal? StartMg => Dose is { } dose ? (Therapy.CourseStartMg ?? dose.StartMg) + Therapy.OtherMg : null;

    /// <summary>Age at most; null without a birth date.</summary>
    public int? Age => Patient.BirthDate is Known<BirthDate>.Value { Fact: var birth } ? birth.OldestYears(Patient.Today) : null;

    /// <summary>Whether the patient is, or can be, of the older age. Not known without a birth date, and then false.</summary>
    public bool IsOlder => Age >= Policy.OlderAge;

    /// <summary>Whether the patient's age can be within some years, ends included; true without a birth date.</summary>
    public bool CanBeAged(int from, int to) => Patient.BirthDate is not Known<BirthDate>.Value { Fact: var birth }
        || (birth.OldestYears(Patient.Today) >= from && birth.YoungestYears(Patient.Today) <= to);

    /// <summary>The verdict of a check that rests on the age where no birth date is known.</summary>
    public Verdict AgeNotKnown() => new Verdict.NotChecked("age", Patient.BirthDate is Known<BirthDate>.Missing { Reason: var reason } ? reason : MissingReason.NotComputable)
    {
        Facts = OrderFacts.Of(this),
    };

    /// <summary>Whether the patient is, or can be, under 18.</summary>
    public bool IsChild => Patient.BirthDate is Known<BirthDate>.Value { Fact: var birth } && birth.YoungestYears(Patient.Today) < KidneyEquations.AdultYears;

    /// <summary>Whether the patient is under 18 whatever the day of birth; who can be an adult is held to the limits of adults.</summary>
    public bool IsSurelyChild => Age < KidneyEquations.AdultYears;

    /// <summary>The band; null when missing.</summary>
    public RenalBand? Band => Kidneys.Band is Known<RenalBand>.Value known ? known.Fact : null;

    /// <summary>Whether the order is a course downwards, or one step of it.</summary>
    public bool IsTaper => _taper ??= Tapers.Include(this);

    /// <summary>Whether the total rises above what runs; true when that cannot be told, false for a new start.</summary>
    public bool IsRaised =>
        Role == OrderRole.Draft && !Therapy.IsNewStart && !(IsOral ? TotalMg <= Therapy.RunningMg : Pump.IsKept(this));

    /// <summary>Works everything out for one order.</summary>
    public static OrderUnderCheck Of(
        PrescribingSession session, JudgedOrder judged, RenalFunction kidneys, BaclofenPolicy policy, TabletChoice tablets) =>
        new()
        {
            Session = session,
            Order = judged.Order,
            Role = judged.Role,
            StoppedBy = judged.StoppedBy,
            Kidneys = kidneys,
            Therapy = Therapy.Of(session, judged.Order, policy.Therapy),
            Policy = policy,
            Tablets = tablets,
        };

    /// <summary>The same order once the lowest dose is known that some finding on it asks for.</summary>
    public OrderUnderCheck Asking(decimal mgADay)
    {
        OrderUnderCheck told = (OrderUnderCheck)MemberwiseClone();
        told.DoseAsked = mgADay;
        return told;
    }

    /// <summary>
    /// Whether this is what one of our suggestions made of the order, for a kidney fact that still holds: then every
    /// precaution on the kidneys is information (clinical page, section 3, "Applied mark").
    /// </summary>
    public bool IsAcceptedForKidneys =>
        Order.Accepted is { } mark
        && TotalMg <= mark.MgADay
        && !MayBeMore
        // For a child's start no precaution on the kidneys offers a dose.
        && !(IsChild && Therapy.IsNewStart)
        && KidneyFact.Of(Kidneys).HoldsUnder(mark.Fact);

    /// <summary>Whether a suggestion of ours brought the order down to a dose, or below it.</summary>
    public bool IsAcceptedAt(decimal mgADay) =>
        Order.Accepted is { } mark && !MayBeMore && TotalMg <= mark.MgADay && TotalMg <= mgADay;

    /// <summary>
    /// Whether a suggestion of ours made it the low start that a precaution asks for. A lower start is offered to no one who takes the drug,
    /// so that there a mark of another suggestion says nothing of it.
    /// </summary>
    public bool IsAcceptedStartAt(decimal mgADay) => Therapy.IsNewStart && IsAcceptedAt(mgADay);

    /// <summary>
    /// The level of a kidney finding after what softens it: an intrathecal order, a taper or an accepted draft is information;
    /// established at or under the ceiling and not raised is one step milder (clinical page, section 7.2).
    /// </summary>
    public Indicator Softened(Indicator level, RenalBand band)
    {
        if (!IsOral || IsTaper || IsAcceptedForKidneys)
        {
            return Indicator.Info;
        }

        // The ceilings are for adults: a child has none to be under.
        bool keptWithinCeiling = Therapy.IsEstablished && !IsRaised && !IsChild && !MayBeMore && TotalMg <= Policy.Renal.Ceiling(band, IsOlder);
        return keptWithinCeiling ? level.Lower() : level;
    }
}
