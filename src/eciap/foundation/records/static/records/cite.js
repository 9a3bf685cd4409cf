// Citing a record in the editor of the back office: a window to choose it in, and how it looks in the text.
"use strict";

(() => {
  const { ModalWorkflowSource, TooltipEntity, registerPlugin } = window.draftail;
  const { EditorState, Modifier } = window.DraftJS;

  class RecordSource extends ModalWorkflowSource {
    getChooserConfig() {
      return {
        url: this.props.entityType.chooserUrls.record,
        urlParams: {},
        onload: window.CHOOSER_MODAL_ONLOAD_HANDLERS,
        responses: { chosen: this.onChosen },
      };
    }

    // What is marked keeps its words; where nothing is, the title is written.
    onChosen({ id, title }) {
      const { editorState, entityType, onComplete } = this.props;
      const marked = editorState.getSelection();
      const content = editorState.getCurrentContent().createEntity(entityType.type, "MUTABLE", { id, title });
      const key = content.getLastCreatedEntityKey();
      const cited = marked.isCollapsed()
        ? Modifier.insertText(content, marked, title, null, key)
        : Modifier.applyEntity(content, marked, key);
      this.workflow.close();
      onComplete(EditorState.push(editorState, cited, marked.isCollapsed() ? "insert-characters" : "apply-entity"));
    }
  }

  const icon = window.React.createElement(window.wagtail.components.Icon, { name: "clipboard-list" });
  const Citation = (props) => {
    const { title } = props.contentState.getEntity(props.entityKey).getData();
    return window.React.createElement(TooltipEntity, { ...props, icon, label: title, url: "" }, props.children);
  };

  registerPlugin({ type: "RECORD", source: RecordSource, decorator: Citation }, "entityTypes");
})();
