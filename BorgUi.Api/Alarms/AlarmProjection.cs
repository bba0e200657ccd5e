using System.Linq.Expressions;
using BorgUi.Contracts.Alarms;
using BorgUi.Core.Alarms;

namespace BorgUi.Api.Alarms;

internal static class AlarmProjection
{
    public static readonly Expression<Func<Alarm, AlarmResponse>> OfAlarm = alarm => new AlarmResponse
    {
        Id = alarm.Id,
        AlarmId = alarm.Id,
        Kind = alarm.Kind,
        SubjectType = alarm.SubjectType,
        SubjectId = alarm.SubjectId,
        Title = alarm.Title,
        Detail = alarm.Detail,
        RaisedAt = alarm.RaisedAt,
        LastSeenAt = alarm.LastSeenAt,
        ClearedAt = alarm.ClearedAt,
    };
}
