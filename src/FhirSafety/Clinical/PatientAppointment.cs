using System.Collections.Immutable;

namespace FhirSafety.Clinical;

/// <summary>An appointment that is not cancelled.</summary>
/// <param name="StartsAt">When; null when not recorded, as of one that is only proposed.</param>
/// <param name="IsBooked">Whether it stands: booked, or the patient is there already.</param>
/// <param name="Meanings">The sets and groups that its service and reason codes belong to.</param>
/// <param name="Words">Its service, reason and description in its own words, for words alone.</param>
/// <param name="Source">As <c>Appointment/id</c>; null without an id.</param>
public sealed record PatientAppointment(
    DateTimeOffset? StartsAt, bool IsBooked, ImmutableArray<Meaning> Meanings, string Words, string? Source);
