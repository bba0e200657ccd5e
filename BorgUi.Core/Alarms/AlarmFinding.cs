using BorgUi.Contracts.Alarms;

namespace BorgUi.Core.Alarms;

/// <summary>A condition that is met now.</summary>
internal sealed record AlarmFinding(AlarmKind Kind, AlarmSubject SubjectType, Guid SubjectId, string Title, string Detail)
{
    public Alarm ToAlarm(DateTimeOffset now) => new()
    {
        Kind = Kind,
        SubjectType = SubjectType,
        SubjectId = SubjectId,
        Title = Title,
        Detail = Detail,
        RaisedAt = now,
        LastSeenAt = now,
    };
}
