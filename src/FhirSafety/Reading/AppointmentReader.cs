using System.Collections.Immutable;
using System.Text.Json;
using FhirSafety.Clinical;

namespace FhirSafety.Reading;

/// <summary>Appointments, with the codes and words that say what for.</summary>
internal static class AppointmentReader
{
    private static readonly string[] Off = ["cancelled", "noshow", "entered-in-error"];
    private static readonly byte[][] Concepts =
        [[.. "serviceCategory"u8], [.. "serviceType"u8], [.. "appointmentType"u8], [.. "reasonCode"u8], [.. "reason"u8]];

    /// <summary>The appointments that are not off.</summary>
    public static Records<PatientAppointment> Read(NeedData data, ReadingContext context) => new(
        [.. data.Resources.Where(json => !Off.Contains(References.Text(json, "status"u8))).Select(json => Appointment(json, context))],
        data.Gap);

    private static PatientAppointment Appointment(JsonElement json, ReadingContext context)
    {
        JsonElement[] concepts = [.. Concepts.SelectMany(name => References.Objects(json, name))];
        IEnumerable<string?> words = concepts.Select(Codings.WordsOf).Append(References.Text(json, "description"u8)).Append(References.Text(json, "comment"u8));
        return new PatientAppointment(
            FhirDates.Instant(json, "start"u8, context.Zone),
            References.Text(json, "status"u8) is "booked" or "arrived" or "checked-in",
            [.. concepts.SelectMany(concept => context.MeaningsOf(concept)).Distinct()],
            string.Join(' ', words.Where(said => !string.IsNullOrWhiteSpace(said))),
            References.SourceOf(json));
    }
}
